<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
<context>
    <name>AnalysisCard</name>
    <message>
        <source>1 run makes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} runs make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} one job, unsliced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} one slice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and one of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} {1} slices: {2} of {3}{4}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <extracomment>How each condition is marked, what is said of it, and what the button offers.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half-built</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other versions than its pins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis environment</source>
        <extracomment>Rows of packages that are shown at once; lines of output.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Angles</name>
    <message>
        <source>From a file…</source>
        <extracomment>Characters of a file that are read: far more than any list of angles has. The text of a file was read.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usual {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith angles (°), a row each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A production has at least one zenith angle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the zenith angles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables and lists (*.csv *.tsv *.txt *.lis);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith angles</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AreaBrowsing</name>
    <message>
        <source>write an address first, as far as you know it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Areas</name>
    <message>
        <source>Working</source>
        <extracomment>Areas of the Analysis desk, in order.
----------
Titles of the areas, by their names in a site file.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output Tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage of {0}</source>
        <extracomment>A storage for tests, offered only where a site names it. Bytes; an area with less room than this is pointed at.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directory of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with Working</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} Checked {2} ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output Calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output Simulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>also</source>
        <extracomment>Areas that are one folder each.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outputs are spread over these places by free space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a further place of {0}</source>
        <extracomment>Rows came or went, and want to be laid out. The directory of one of them is to be looked for.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the places of {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AreasCard</name>
    <message>
        <source>Input and output directories</source>
        <extracomment>The directory of a place is to be looked for.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked {0} ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AxisEditor</name>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bins</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Show error</source>
        <extracomment>The whole story is wanted.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>Batch System</source>
        <extracomment>Milliseconds after the last edit at which the plan is computed again, for the resources.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dry Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset Settings ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not computed: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the site to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset {0} settings?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset 1 setting?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They will be as the site file {0} says. One undo brings them back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the settings of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validating…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchWatch</name>
    <message>
        <source>all {0} answers are good</source>
        <extracomment>Milliseconds: after an edit, between two rounds, between two looks at the ages.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} settings are wrong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BoundField</name>
    <message>
        <source>Reset {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BrowseDialog</name>
    <message>
        <source>New folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose this folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartsCard</name>
    <message>
        <source>Pointings</source>
        <extracomment>The chart reaches a little beyond the search radius. Sources around the target that are named at most.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit {0}°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>search radius {0}°</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChecksCard</name>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all is well</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChosenProductions</name>
    <message>
        <source>Jobs of several productions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, target, site, number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {0} jobs of {1} productions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {0} jobs of 1 production</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>They do the same in a terminal, on another machine or in a script.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Constant</name>
    <message>
        <source>mean {0} {1} · constant: χ²/dof {2}/{3}, p = {4}</source>
        <extracomment>A value, and its error.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Creating</name>
    <message>
        <source>New production</source>
        <extracomment>It is recorded under this number.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the production and of its profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>planning…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>production {0} is recorded; Start sends its jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} showers in {1}: at most {2} core hours and {3}. It waits until it is started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create the production {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production {0} simulates the same showers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the same seed its results are taken over. Extend that one, or choose another seed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create {0} all the same</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Credential</name>
    <message>
        <source>proxy</source>
        <extracomment>Milliseconds: after the profile was opened or edited, between two looks, between two counts.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is a new proxy; jobs go on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, no end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is shown a {1}, and there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your {0} cannot be read: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your {0} does not say when it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your {0} ended at {1}. Nothing is sent, and jobs keep their states.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your {0} can be used until {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest job asks for {0}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CredentialDialog</name>
    <message>
        <source>Proxy and Token</source>
        <extracomment>How many hours a proxy may be wished to last.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It lies on {0}: make a new one there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new token counts as soon as it is there: of oidc-agent, or found the WLCG way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of your key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase goes to the tool that makes the proxy, and is kept nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {0}, which may want a passphrase of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A proxy lasts from 1 to 1000 hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy is being made…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Declare</name>
    <message>
        <source>Declare it ready?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declare {0} of them ready?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The jobs that wait for it are sent; they trust what you say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declare 1 ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declare {0} ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check does not pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a reason it can be declared all the same, by the command.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>{0} and {1}</source>
        <extracomment>Heading, words and answer stand above and below what is put in here.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} values differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They say the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiskWatch</name>
    <message>
        <source>Reload</source>
        <extracomment>Milliseconds between two looks at the file.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was changed on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was removed from disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you changed here is not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reload {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you changed in this window is dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reload and drop my changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved {0} over what was on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in this window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Elements</name>
    <message>
        <source>Computing Elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Element</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WMS Servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <extracomment>Milliseconds between two looks at the age of the data.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taking jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rows are those of the last answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}  ·  {1} listed, {2} in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tick says which get jobs; it is written into the settings of the profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of them get jobs is this batch system&apos;s own affair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked {0} ago, no answer yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read {0} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least one must stay in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPUs</source>
        <extracomment>Statuses in which jobs are taken, and those in which none are; others are looked at by a person.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FreeCPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response Time (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By response time</source>
        <extracomment>What is drawn of a look.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response time (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free CPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its history begins with this look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} looks in {1}; {2} of them found another status than now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Enlarged</name>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnvironmentPage</name>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not usable here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (not made yet)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on a network file system ({0})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExtendDialog</name>
    <message>
        <source>Extend a production</source>
        <extracomment>Milliseconds after the last letter before it is looked at what would be added.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no further ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showers now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showers then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of the extended production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showers of each row, in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further zenith angles (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is no number of showers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add 1 job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job is added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs are added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: at most {1} core hours and {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is added. Ask for more showers, or name further zenith angles.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Extending</name>
    <message>
        <source>1 job was added</source>
        <extracomment>This production is another one now.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs were added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is left over of production {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of attempts that died hold {1}. Results are never touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean up after production {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove 1 folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0} folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 folder was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} folders were removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} rows are complete, {2} of {3} showers are there and stay. Nothing more is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close 1 row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close {0} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close production {0} for good?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Example log</source>
        <extracomment>Room for a few lines, however small the window is.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one that failed after this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one that failed before this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End of the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these jobs has failed any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>job {0} · {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <extracomment>A place of the window.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Avoid node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the profile is to blame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Avoid {0}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody knows on which nodes they ran.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batch system of {0} has no setting that leaves nodes out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these {0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all {0} of class {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry {0} jobs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry 1 job…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} gives up to {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups of jobs that failed alike</source>
        <extracomment>Another group was chosen.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When they failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A class says what a retry can change; an outage of a site uses no retries up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} failed jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 failed job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in 1 class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in {0} classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of all {1} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jobs per {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Software</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no message</source>
        <extracomment>A message is shown up to so many characters; the whole is its tool tip.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no retry by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} retries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} with more memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} with more time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} after {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak use was {0} MB; asked for were {1} MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They ran for {0}; asked for were {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most on {0}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FailuresPage</name>
    <message>
        <source>Failures</source>
        <extracomment>Looks after which the groups are asked for again, also when the counts of failed jobs have not changed. Where a profile names nodes on which nothing is to run.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job has failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What fails for a passing reason is tried again by itself, and is not counted here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such job has failed any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs are tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job is tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counting what would be tried again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is left out from now on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave {0} out?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of these {1} jobs failed there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this production sends from now on does not run there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The open profile will say: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out 1 node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry the chosen group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, and no longer on that node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log of the example</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last submitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} stages, {1} slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} more are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} are there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent from {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} changes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Filter by stage, unit or name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graph…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture cannot be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} of {2} columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>No data store is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose its folder, then find runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is none at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} found; undo brings the former list back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FluxChart</name>
    <message>
        <source>preliminary, for index {0}</source>
        <extracomment>Room above and below the points; the length of an arrow; how near to a point the mouse must be. Between the key and the axes. How far the other production&apos;s points lie beside this one&apos;s. More nights than this are shown to scale.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flux above {0} TeV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit, {0} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>done</source>
        <extracomment>The numbers, and the states that each of them counts.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Reset {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>In this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the profile is called.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The analysis software whose stages it sets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where random numbers begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the suite</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>General</name>
    <message>
        <source>Use TMPDIR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use WORKINGDIR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use Start dir</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use HPSS</source>
        <extracomment>Kinds of storage with a tick of their own.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use XROOTD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use WebDAV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use S3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use LCG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use GridFTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use LFC</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GeneralCard</name>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridPage</name>
    <message>
        <source>Grid</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Units by stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>States</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to {1} of {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This grid</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kaskade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a setting or command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inventory</name>
    <message>
        <source>Compute 1 job again…</source>
        <extracomment>Milliseconds between two looks at how far a comparison is. How many productions can be chosen, the newest first; how many names a question lists.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute {0} jobs again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove 1 dark name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0} dark names…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove dark names…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The books are read, the storages, and the books again; what all say counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is left of their results is put aside; nothing else is computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job computes it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs compute it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are in no books here, and cannot be brought back; where others&apos; books share the area, leave them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 name was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} names were removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking: {0} of {1} files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files recorded: {1} lost, {2} damaged, {3} dark, {4} unknown, {5} in flight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lost</source>
        <extracomment>What is wrong with a name -&gt; the state whose dot it has, and its word.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is all there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare checksums, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is not as it is recorded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobActions</name>
    <message>
        <source>no such job has failed any more</source>
        <extracomment>Jobs in these are with the batch system. A list of names is cut after this many.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs are tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job is tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill {0} jobs?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill the job?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is cancelled in the batch system, and what it has computed so far is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are cancelled in the batch system, and what they have computed so far is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill {0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill 1 job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs were cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job was cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} are being submitted just now: try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} were over already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop production {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job that is with the batch system is cancelled, and nothing more is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs that are with the batch system are cancelled, and nothing more is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done stays. Resume sends the rest again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and cancel {0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and cancel 1 job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>production {0} is stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>production {0} goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job is free again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs are free again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>production {0} is paused: what runs goes on, nothing more is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and {0} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} without {1} of {2} parts?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing: {0}. They can be merged later, when they are there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge {0} parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>merging without {0} parts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobDetails</name>
    <message>
        <source>Close the details</source>
        <extracomment>The steps that always take time; another one is shown when it failed. Another job is shown, or the same one otherwise.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log, last lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report of the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exit {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signal {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It asked for {0} MB of memory and {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It used {0} MB of the {1} MB that it asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry {0}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill {0}…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobFilters</name>
    <message>
        <source>Any time</source>
        <extracomment>How long ago a job changed, at most, in seconds.
----------
How long its last attempt took: at least, at most.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 6 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over 6 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further filters</source>
        <extracomment>Which productions are shown: this one, all, or those that are to be chosen.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Productions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop these filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobRows</name>
    <message>
        <source>State</source>
        <extracomment>The end of what is there was reached. Another column is to be sorted by.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Native id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Att.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mem. (MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobViews</name>
    <message>
        <source>Table</source>
        <extracomment>The pages, and what each is called in the choice.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View of the jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page Jobs shows those that there are; nothing may have been submitted from this profile yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No production is chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobsCard</name>
    <message>
        <source>Environment of the jobs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobsCommands</name>
    <message>
        <source>How it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What waits for what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow it to its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge what is there now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of the chosen job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry the chosen jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry what failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill the chosen jobs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobsPage</name>
    <message>
        <source>Jobs</source>
        <extracomment>In which states of a production each action can be taken. Where everything is in the stack: before anybody has looked, nothing is shown.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show dry run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another production…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been submitted from this profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the dry run first; what it shows is exactly what will be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>driven by {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry {0} failed…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobsTable</name>
    <message>
        <source>Jobs</source>
        <extracomment>Milliseconds after the last key until a text is looked for. A job (production and number) is to be shown in detail. Its log is to be opened. Filters or selection changed, and with them what the buttons of the page do. So many jobs come through the filters. Jobs of further productions are to be shown: all of them, or some (``JobFilters``). A saved view filters by a stage. How many productions there are.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>States</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} % of the jobs are in memory; until all are, rows come from the database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table in memory ended and is started again; rows come from the database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs at most can be chosen one by one; the buttons above are for all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further filters, {0} active</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayersCard</name>
    <message>
        <source>On the map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Layout</name>
    <message>
        <source>Sort by</source>
        <extracomment>Hidden until somebody wants them. Milliseconds after the last change until it is remembered. Somebody chose, moved or widened columns. Whether somebody has ever chosen columns.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usual columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move “{0}” to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move “{0}” to the right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LightCurveCard</name>
    <message>
        <source>Light curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the days between the nights, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flux</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light curve of what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no spectrum yet. These fluxes are for a power law of index {0}, with the responses of each run; the stage Spectrum puts those of the fitted spectrum in their place.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListActions</name>
    <message>
        <source>Remove runs</source>
        <extracomment>Names of the kinds of file, in the order in which they are offered.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change where runs come from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run lists ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import Run List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} written to {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the run list of the saved profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>Log of job {0}.{1}</source>
        <extracomment>Lines that are asked for at a time, and that are held. Milliseconds between two looks at the end.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching… at {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No line tells of an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after this place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before this place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not found {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole log, {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to {1} of {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogFrame</name>
    <message>
        <source>Log</source>
        <extracomment>Of a longer title the beginning is shown.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Login</name>
    <message>
        <source>Log in to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you type goes to ssh alone, and is kept nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is this {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust this host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine has not met it before. Compare the fingerprint with the one that the centre publishes. If it is not the same, somebody else answers in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} shows another key than before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody may be listening in, or the host was set up anew. Nothing goes there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the centre. If it confirms this fingerprint, forget the old key, and try again:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the site {0}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoginBanner</name>
    <message>
        <source>Log in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent there meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at its key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} waits for you to log in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} shows another key than before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not known on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} lets you in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapCard</name>
    <message>
        <source>Sky</source>
        <extracomment>The map reaches a little beyond the mask; how wide that is when nobody says it. The tools in their order: choose, draw a circle, draw an ellipse. Pixels within which a star or a source is meant.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sky map of the excluded regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the target a position on the page Target and Run List, or add a region.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target has no position that can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose regions and drag them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a circle from its middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw an ellipse from corner to corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the mouse does on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab, Shift+Tab: the next, the previous region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys: move it by 0.01°, with Shift by 0.1°; without a region, pan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ and −: resize it by 0.01°; without a region, zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[ and ]: turn an ellipse by 5°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Del: remove; Esc: give up a drag, choose nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} too far from the target to be seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} with an error, not drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a region to move it, its handles to resize it, the empty sky to pan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Significance map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>excluded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the excluded regions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapChart</name>
    <message>
        <source>peak {0} σ at {1}</source>
        <extracomment>Values that have a tick at the scale, if they are in its range. How far apart the scale&apos;s texts are at least, times their height. The least of a scale&apos;s highest values (σ).</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>significance (σ)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>McRows</name>
    <message>
        <source>Zenith (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Azimuth (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emin (TeV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emax (TeV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ρ min (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ρ max (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Req. showers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Produced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source># jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} showers requested, {2} produced in {3} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DST: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith {0}°: {1} showers still to come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith {0}°: complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of the production</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>McSchedulePage</name>
    <message>
        <source>MC Production Schedule</source>
        <extracomment>Milliseconds after an edit before it is looked at what the production takes.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New production…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The suite {0} has no Monte-Carlo productions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile is of an analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A profile of a Monte-Carlo production has a section production in place of its runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code and version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create 1 row…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create {0} rows…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (save the profile first)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>McStatus</name>
    <message>
        <source>MC Production Status</source>
        <extracomment>Seconds between two looks.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>McStatusPage</name>
    <message>
        <source>Clean…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs of this production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MC Production Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A profile with a section production makes one; showers-local is an example.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Monte-Carlo production is recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs and waits is cancelled, and nothing more is sent until it is started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop production {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Find a setting or command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookkeeping page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change between light and dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy or token…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to page {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validate and show the dry run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak {0} from the next start on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the window will speak {0} from its next start on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs, saved view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a bug of parisana, not a mistake of yours. What was sent and recorded is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open without saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you changed is kept as a draft, and offered again when you open this profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job is under way. It goes on; new ones are sent when parisana runs again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs are under way. They go on; new ones are sent when parisana runs again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved changes are kept, and offered again next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewRuns</name>
    <message>
        <source>Add new runs that match, as they appear</source>
        <extracomment>What the page calls a term, and what the profile&apos;s section calls it. What the profile is to say; nothing: it asks for no runs. Whether the runs that match are all there are.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While the production is driven, the data store is looked at again and again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The runs that match when it is planned are the run list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the terms above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked for: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewRunsBanner</name>
    <message>
        <source>Stop looking</source>
        <extracomment>Seconds between two questions.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New runs are looked for every {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New runs are looked for no longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}; {2} so far</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NightChart</name>
    <message>
        <source>time (UTC)</source>
        <extracomment>Seconds between times at the axis, and how many there are at most. Width of a run&apos;s line, radius of the ring of what the data say, room above and below (a share).</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zenith (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run {0}: {1}°</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Nights</name>
    <message>
        <source>nights (UTC), the days between them left out</source>
        <extracomment>Between two texts, in pixels.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MJD, UTC ({0} is {1})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time on {0} (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutlookCard</name>
    <message>
        <source>Looking what it takes…</source>
        <extracomment>Which answer says most: what cannot work before what is to be looked at. The production of the same showers is to be shown.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: at most {1} core hours and {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The areas have room for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No production simulates the same showers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same showers are those of production {0} ({1}). Extend it, or choose another seed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show production {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Results</source>
        <extracomment>Pictures side by side; tables that are shown here, and their rows. Figures that stand with the fit.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graph…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <extracomment>Cards that stay, with what was ticked in them, while all others are made anew.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>so far {0} of {1} runs, {2} h of about {3} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture cannot be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provenance of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save {0} as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to enlarge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flux points</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find a setting or command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a few letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return takes it, Esc leaves.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Parcel</name>
    <message>
        <source>Significance map</source>
        <extracomment>What is offered, by its name in commands.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flux points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitted curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaceFields</name>
    <message>
        <source>RA (J2000)</source>
        <extracomment>Frame -&gt; titles of the two angles, and how they are written where degrees are not wanted.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dec (J2000)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>l (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>b (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid</source>
        <extracomment>Views of the page Jobs, with an address of their own.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kaskade</source>
        <extracomment>The desks of Monte-Carlo productions: their pages, in the order of the desks after that of analyses.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MC Production Status</source>
        <extracomment>What follows a desk&apos;s name in the address of each of its pages, its title and its icon.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MC Production Schedule</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanDetails</name>
    <message>
        <source>Key</source>
        <extracomment>Letters of a key that are enough to tell jobs apart.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} … ({1})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown of the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Script of the stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes since #{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile has not been submitted yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changed since production {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resources: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Dry run</source>
        <extracomment>Letters of a digest that are enough to name a plan.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write scripts of {0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the script of 1 job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only write scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit 1 job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit {0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record 1 done job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record {0} done jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exactly this will be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source># nothing is left to compute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (save the profile first)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit exactly this</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanStages</name>
    <message>
        <source>Stage</source>
        <extracomment>Rows that are seen without scrolling.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory (MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk (MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time (h:min)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In (GB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out (GB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages of the plan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanTrouble</name>
    <message>
        <source>Try again</source>
        <extracomment>The field of the profile or site that is at fault.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the setting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlotCard</name>
    <message>
        <source>Save {0} as…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProductionCards</name>
    <message>
        <source>Productions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All productions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Productions</name>
    <message>
        <source>Productions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, target, site, number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileActions</name>
    <message>
        <source>Open profile</source>
        <extracomment>Milliseconds after the last edit at which unsaved work is kept.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles (*.yaml *.yml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save profile as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open profile file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save profile as…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileEditor</name>
    <message>
        <source>Restore unsaved work</source>
        <extracomment>Another profile is in the window. A value, a problem or a mark may have changed.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Duplicate and edit…</source>
        <extracomment>What can be done with the chosen profile: name of the method, words, icon.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare to window…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare to run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles</source>
        <extracomment>Those that need a file of the user&apos;s own.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a result…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name, suite or site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trash…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Origin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trash ({0})…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two are chosen: compare them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one in the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare these two…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProvenanceDialog</name>
    <message>
        <source>Provenance of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows lead from what was read to what was made; what all jobs were told stands below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProvenanceView</name>
    <message>
        <source>Provenance</source>
        <extracomment>Between a box and its words; the length of an arrow&apos;s head.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RateChart</name>
    <message>
        <source>run</source>
        <extracomment>Room above and below the points; how far beside its run the other production&apos;s point lies. Between the names of two runs.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>excess rate (γ/min)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>γ/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this production</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegionEdits</name>
    <message>
        <source>Change a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegionFiles</name>
    <message>
        <source>DS9 regions and catalogues ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import Regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} regions imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export {0} regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DS9 regions ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} regions written to {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import regions into the saved profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the regions of the saved profile</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Regions</name>
    <message>
        <source>1 region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 run has no pointing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} runs have no pointing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <extracomment>The keys of a region in the order of the columns, with their titles.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegionsPage</name>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add Ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add Circle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>angles in degrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excluded regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add circles and ellipses, or import a DS9 file or a catalogue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No regions yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target, Galactic plane and mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report of job {0}.{1}</source>
        <extracomment>Steps that a job&apos;s script has at most.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs and outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempt {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reported no inputs and outputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Native id</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Results</source>
        <extracomment>What is gathered in one lane trip: the outcome, and what is in the files that the overview shows.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show dry run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} jobs done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export {0} files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export 1 file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been submitted from this profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the dry run first; what it shows is exactly what will be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no results yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} jobs are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last will be in about {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with production {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files of this production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where {0} comes from</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Retry</name>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory (MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs that are tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry {0} failed jobs?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry the failed job?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry {0} jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry 1 job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {0} core hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results that are there stay; an arrow marks what the jobs ask for anew.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowsCard</name>
    <message>
        <source>Paste rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith angles, or a table with titles, from the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 job of each stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs of each stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} showers in {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset 1 own value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset {0} own values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove 1 row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset {0} of a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {0} of a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunChart</name>
    <message>
        <source>run, in order of the list</source>
        <extracomment>A run&apos;s place in the list (from 0) and its value.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunColumns</name>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offset (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live (min)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telesc.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RA (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dec (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Azimuth (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On time (min)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dead time corr.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telescopes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muon eff.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>Slice {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zenith {0}°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {0} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} h live time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} h on target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left out by {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunsCard</name>
    <message>
        <source>No runs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add runs by number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep Only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first {0} are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep Only {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunsView</name>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run has been counted yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} beside {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Save as</source>
        <extracomment>The numbers of a plot, by what its files are called; the map&apos;s are its FITS file.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export {0} files to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exported {0} files to {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Scenery</name>
    <message>
        <source>within {0}° of the target</source>
        <extracomment>Where the window keeps what is shown on the map.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Schedule</name>
    <message>
        <source>Azimuth (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emin0 (TeV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emax0 (TeV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ρ min (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ρ max0 (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showers a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showers a job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emin: power</source>
        <extracomment>How the values grow with 1/cos(zenith).</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emax: power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ρ max: power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job: power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <extracomment>Of the profile, not of its section.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telescope layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith (°)</source>
        <extracomment>Name of a row&apos;s value -&gt; title, width in pixels, the unit that a bare number has. The last column is computed.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emin (TeV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emax (TeV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ρ max (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Req. showers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source># jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the row&apos;s own value. Del lets the schedule count again</source>
        <extracomment>A cell was typed: the row&apos;s place, the value&apos;s name, the value; nothing resets it.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows as they will be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smash after share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smash on a word</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchCard</name>
    <message>
        <source>any</source>
        <extracomment>What many suites have as parameters, beside the terms. Terms that count only while runs are searched.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendDialog</name>
    <message>
        <source>Send to another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs that take it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A hub runs, but no program at it takes this. Start Aladin, DS9 or TOPCAT, and look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send to {0} programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} took it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message>
        <source>Submitting</source>
        <extracomment>It is being done; in words. It was refused. The scripts are written. It is sent, as this production.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of the checks say that it cannot work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>production {0} is submitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the scripts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scripts are in {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Set in this profile; the site file {0} says {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the site file {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The default; the site file {0} does not say it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {0} of the site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set in this profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The default.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShelfActions</name>
    <message>
        <source>Not saved at an earlier time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you changed is kept as a draft, and offered again here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open without saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the profile that made this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles (*.yaml *.yml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exported {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} deleted · Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as run in #{0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edited {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the draft of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the draft of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the draft of {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was not saved then is lost; the profile itself stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop 1 draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare these two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is in the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare {0} with what was run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been run yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Stages and pages</source>
        <extracomment>A page without a line of its own, and the one that it belongs to.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignificanceCard</name>
    <message>
        <source>Pixels of the map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignificanceChart</name>
    <message>
        <source>significance (σ)</source>
        <extracomment>Points of the normal distribution that are drawn; the least count on the axis, as a power of ten.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean {0}, width {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off the source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Silence</name>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer from {0} since {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job has changed state since then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next try in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bookkeeping has not answered since {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you see is as last read; until it answers, nothing is sent, retried or cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SiteCard</name>
    <message>
        <source>Batch system</source>
        <extracomment>Words for the status of an element in which it takes jobs, in lower case.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elements…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit site…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, from {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers in {0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} Asked {1} ago.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SiteChange</name>
    <message>
        <source>Keep {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change from {0} to {1}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile changes {0} settings of {1}. They may not fit {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SiteFile</name>
    <message>
        <source>Site file {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not yours to write: make a copy, which the profile then uses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All profiles that name this site use this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new site</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SkyChart</name>
    <message>
        <source>RA (J2000)</source>
        <extracomment>Room for a text at each axis, between two of them, and the cross at the target. With fewer declinations at the axis they are written into the sky.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dec (J2000)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SkyLayers</name>
    <message>
        <source>Pointings, with field of view</source>
        <extracomment>Radius of a sign.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stars to magnitude 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Galactic plane</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SkyMap</name>
    <message>
        <source>mask</source>
        <extracomment>Degrees around the middle in which anything is drawn at all. Fields of view that are drawn; with more pointings they would be one smear. The radius of a star in pixels at magnitude 0, what a magnitude takes off, and the least that is left. What can be shown or not.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} mag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a region</source>
        <extracomment>Regions by their place in the list. The number of a region that is not in the list yet. Radius of a circle that is put down by a click, in degrees.
----------
Degrees by which a key moves or resizes, and turns; and how many times that with Shift. Declination from which on north is no direction to go on in. Key -&gt; east and north, as the map shows them.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}° from {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circle {0} of {1}° at {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ellipse {0} of {1}° by {2}°, turned by {3}°, at {4}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SliceStrip</name>
    <message>
        <source>{0} slices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slice {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Specific</name>
    <message>
        <source>List of Computing Elements…</source>
        <extracomment>Settings of a backend that the page has elsewhere already, and lists that have a dialog of their own.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of WMS Servers…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpecificCard</name>
    <message>
        <source>only for this system</source>
        <extracomment>What a job asks for.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed for the neediest job; each stage asks for what it needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typed: every job asks for this.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrumCard</name>
    <message>
        <source>Spectrum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>injected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compare with…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrumChart</name>
    <message>
        <source>energy (TeV)</source>
        <extracomment>Of the height: the panel below, and the room between the two; the length of an arrow, in decades of flux. Least reach of the residuals, and how faint the bands are. What the curve of a simulation is called; the colours of published curves.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E² dN/dE (TeV cm⁻² s⁻¹)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>residual (σ)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fit, {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flux points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>injected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StageCell</name>
    <message>
        <source>of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} of {2} done, {3} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StagePage</name>
    <message>
        <source>one job for each run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one job for each slice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one job for each row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one job for each table node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs for one run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} MB of memory, {1} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch {0} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch {0} off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StageStrip</name>
    <message>
        <source>Stages</source>
        <extracomment>The stage to filter by; empty for all.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>not here</source>
        <extracomment>Nothing is going on in a production of these states: no pace, and nobody asks its site.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unnamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>staging {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} jobs/h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer from {0} since {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} answered {1} ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>not set</source>
        <extracomment>Every word for a state that the window shows: of stages, jobs, attempts, productions, sites.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>staging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>submitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surplus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean memory (MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most memory (MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory, wall time and success by stage and site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked for</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting and running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peak memory (MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wall time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wall time (min)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting at the site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jobs per {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now {0} running, {1} waiting at the site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These figures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at hand</source>
        <extracomment>How a locality is said, with the state whose dot stands before it.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on tape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine: {0}</source>
        <extracomment>Letters that would break a line of the table, and what stands for them.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <extracomment>Where the bytes of files are that may have to be brought from tape.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is all there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A path, or sftp://HOST/PATH, root://HOST//PATH, davs://HOST/PATH, …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List this folder again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy files here…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy 1 to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy {0} to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring 1 online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring {0} online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete 1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {0}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a place, and unfold it. Files are copied by dragging them, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 name chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} names chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy files here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy 1 name to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy {0} names to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its checksum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From tape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StorageVerbs</name>
    <message>
        <source>looking what is to be copied…</source>
        <extracomment>A list of names is cut after this many. To whom a word is said when there is something new in the queue: no production in particular.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 copy is in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} copies are in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 name was there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} names were there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 link to a folder is not followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} links to folders are not followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file was asked for from tape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files were asked for from tape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all of them are at hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computing the checksum of {0}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its {0} is {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is made in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counting what would be removed…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>removing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They hold {0}, and cannot be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 name was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} names were removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 name could not be removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} names could not be removed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TargetPage</name>
    <message>
        <source>Import…</source>
        <extracomment>Where the window keeps the columns that the user chose.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runs to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason stands above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say how many are to be simulated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No list of runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Those that match are found when it is planned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find those that fit, import a list, or add runs by number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a target</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Terms</name>
    <message>
        <source>Number of runs</source>
        <extracomment>What says which runs, by the key that it has in the profile&apos;s ``runs``; all of them belong to one way.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius</source>
        <extracomment>Parameters that stand elsewhere on the page, or as something else. Short titles for what suites call by longer ones.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith ≤</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telescopes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortest run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith ≥</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telescopes ≥</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Season</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixed zenith</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wobble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write for instance 1 2 3 4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look every</source>
        <extracomment>Where it stands in the profile.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look every (min)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Theta2Chart</name>
    <message>
        <source>θ² (deg²)</source>
        <extracomment>Room above the highest bin, and at the right for half of a text.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} events on, {1} off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off (mirror)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on, {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut {0} deg²</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeField</name>
    <message>
        <source>A day, or two times with .. between them; an end may be left out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeLine</name>
    <message>
        <source>user</source>
        <extracomment>So many stretches of time are drawn at most. Who did something, in words.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <extracomment>What the colours and marks of a lane mean.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting at the site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeLineView</name>
    <message>
        <source>What ran when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done to the production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to {1} · by {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} · {1}: {2} running, {3} waiting, {4} done, {5} failed, {6} tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This time line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transfers</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} Again in {1}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TransfersPage</name>
    <message>
        <source>Transfers</source>
        <extracomment>Milliseconds between two looks at the queue. Units of a rate, the largest first. What a button does -&gt; the states of the copies that it concerns. Verb of a button -&gt; verb of the queue. To whom a word is said when something may be carried out: no production in particular.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the storages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is being copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies are asked for on the page Storage, by dragging, or with parisana storage cp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, in the last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause 1 copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause {0} copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume 1 copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume {0} copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel 1 copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel {0} copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry 1 copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry {0} copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 copy is changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} copies are changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carry them out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfer {0}: {1} to {2}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trash</name>
    <message>
        <source>Deleted profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one, and it goes back to where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>Save this view…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove “{0}”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep large tables in memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters, order and columns are kept; it is found with Ctrl+K, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace “{0}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a view of this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace 1 view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove “{0}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The jobs stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove 1 view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>What each stage needs, its jobs and its script.</source>
        <extracomment>Milliseconds between two looks at the clock.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At work</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Waits</name>
    <message>
        <source>Declare ready…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} waiting: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} declared ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} of {2} done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begins with {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begins at a row with {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} failed or cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} must be declared ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file or folder must be declared ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} files or folders must be declared ready</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>Simulated</source>
        <extracomment>The ways, with their titles.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookkeeping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WebPages</name>
    <message>
        <source>The bookkeeping pages are being started.</source>
        <extracomment>Serves on a free port; what it prints is not kept back. Page of the window -&gt; page of the bookkeeping, of the production that is chosen.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bookkeeping pages are not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bookkeeping is shown in the browser: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>unsaved work of an earlier time is back; undo drops it</source>
        <extracomment>What is opened when there is nothing else. Milliseconds after which the productions are looked at for the first time: the profile is painted before.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} problems; this is the first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Written</name>
    <message>
        <source>The scripts are written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Submit it with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ZenithPanel</name>
    <message>
        <source>Zenith angle by run</source>
        <extracomment>Degrees that the data may differ from the hour, before it is said. The place of the night among the two charts.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zenith (°)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith angle over the night</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By night</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zenith angles in which order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Night before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Night after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No night yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Night {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rings: what the data say; {0}° apart at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rings: what the data say. {0}: more than {1}° from the angle of that hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} without time or pointing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
