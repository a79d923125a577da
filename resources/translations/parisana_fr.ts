<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>AnalysisCard</name>
    <message>
        <source>1 run makes</source>
        <translation>1 run donne</translation>
    </message>
    <message>
        <source>{0} runs make</source>
        <translation>{0} runs donnent</translation>
    </message>
    <message>
        <source>{0} one job, unsliced.</source>
        <translation>{0} un seul job, sans tranches.</translation>
    </message>
    <message>
        <source>{0} one slice.</source>
        <translation>{0} une seule tranche.</translation>
    </message>
    <message>
        <source> and one of {0}</source>
        <translation> et une de {0}</translation>
    </message>
    <message>
        <source>{0} {1} slices: {2} of {3}{4}.</source>
        <translation>{0} {1} tranches : {2} de {3}{4}.</translation>
    </message>
    <message>
        <source>ready</source>
        <extracomment>How each condition is marked, what is said of it, and what the button offers.</extracomment>
        <translation>prêt</translation>
    </message>
    <message>
        <source>Make it anew</source>
        <translation>Refaire</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>pas encore là</translation>
    </message>
    <message>
        <source>Make the environment</source>
        <translation>Créer l’environnement</translation>
    </message>
    <message>
        <source>half-built</source>
        <translation>à moitié construit</translation>
    </message>
    <message>
        <source>Finish the environment</source>
        <translation>Terminer l’environnement</translation>
    </message>
    <message>
        <source>other versions than its pins</source>
        <translation>autres versions que celles fixées</translation>
    </message>
    <message>
        <source>Mend the environment</source>
        <translation>Réparer l’environnement</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>ne fonctionne pas</translation>
    </message>
    <message>
        <source>Analysis environment</source>
        <extracomment>Rows of packages that are shown at once; lines of output.</extracomment>
        <translation>Environnement d’analyse</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>recherche…</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paquet</translation>
    </message>
    <message>
        <source>Pins</source>
        <translation>Fixé</translation>
    </message>
    <message>
        <source>any</source>
        <translation>au choix</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Trouvé</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation>Ce qui se fait</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>convient</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>ne convient pas</translation>
    </message>
    <message>
        <source>Python {0}</source>
        <translation>Python {0}</translation>
    </message>
    <message>
        <source>no Python</source>
        <translation>pas de Python</translation>
    </message>
    <message>
        <source>being made</source>
        <translation>en construction</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>not made</source>
        <translation>non créé</translation>
    </message>
    <message>
        <source>Check it</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Créer</translation>
    </message>
</context>
<context>
    <name>Angles</name>
    <message>
        <source>From a file…</source>
        <extracomment>Characters of a file that are read: far more than any list of angles has. The text of a file was read.</extracomment>
        <translation>Depuis un fichier…</translation>
    </message>
    <message>
        <source>The usual {0}</source>
        <translation>Les {0} usuels</translation>
    </message>
    <message>
        <source>Zenith angles (°), a row each</source>
        <translation>Angles zénithaux (°), une ligne chacun</translation>
    </message>
    <message>
        <source>A production has at least one zenith angle.</source>
        <translation>Une production a au moins un angle zénithal.</translation>
    </message>
    <message>
        <source>Change the zenith angles</source>
        <translation>Changer les angles zénithaux</translation>
    </message>
    <message>
        <source>Tables and lists (*.csv *.tsv *.txt *.lis);;All files (*)</source>
        <translation>Tables et listes (*.csv *.tsv *.txt *.lis);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Zenith angles</source>
        <translation>Angles zénithaux</translation>
    </message>
</context>
<context>
    <name>AreaBrowsing</name>
    <message>
        <source>write an address first, as far as you know it</source>
        <translation>indiquez d’abord une adresse, même incomplète</translation>
    </message>
</context>
<context>
    <name>Areas</name>
    <message>
        <source>Working</source>
        <extracomment>Areas of the Analysis desk, in order.
----------
Titles of the areas, by their names in a site file.</extracomment>
        <translation>Travail</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Étalonnage</translation>
    </message>
    <message>
        <source>DST</source>
        <translation>DST</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>Output Tables</source>
        <translation>Tables produites</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Journaux</translation>
    </message>
    <message>
        <source>Storage of {0}</source>
        <extracomment>A storage for tests, offered only where a site names it. Bytes; an area with less room than this is pointed at.</extracomment>
        <translation>Stockage de {0}</translation>
    </message>
    <message>
        <source>Directory of {0}</source>
        <translation>Répertoire de {0}</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>Réinitialiser {0}</translation>
    </message>
    <message>
        <source>with Working</source>
        <translation>avec Travail</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>non défini</translation>
    </message>
    <message>
        <source>{0}: {1} Checked {2} ago.</source>
        <translation>{0} : {1} Vérifié il y a {2}.</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>non vérifié</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>vérification…</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>{0} libres</translation>
    </message>
    <message>
        <source>writable</source>
        <translation>accessible</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>lecture seule</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>inutilisable</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>sans réponse</translation>
    </message>
    <message>
        <source>Shower</source>
        <translation>Gerbes</translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>Output Calibration</source>
        <translation>Calibration de sortie</translation>
    </message>
    <message>
        <source>Output Simulation</source>
        <translation>Simulation de sortie</translation>
    </message>
    <message>
        <source>also</source>
        <extracomment>Areas that are one folder each.</extracomment>
        <translation>aussi</translation>
    </message>
    <message>
        <source>Outputs are spread over these places by free space.</source>
        <translation>Les sorties sont réparties entre ces emplacements selon l’espace libre.</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Retirer {0}</translation>
    </message>
    <message>
        <source>Add a further place of {0}</source>
        <extracomment>Rows came or went, and want to be laid out. The directory of one of them is to be looked for.</extracomment>
        <translation>Ajouter un emplacement de {0}</translation>
    </message>
    <message>
        <source>place {0} of {1}</source>
        <translation>emplacement {0} de {1}</translation>
    </message>
    <message>
        <source>Change the places of {0}</source>
        <translation>Changer les emplacements de {0}</translation>
    </message>
</context>
<context>
    <name>AreasCard</name>
    <message>
        <source>Input and output directories</source>
        <extracomment>The directory of a place is to be looked for.</extracomment>
        <translation>Répertoires d’entrée et de sortie</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Stockage</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Répertoire</translation>
    </message>
    <message>
        <source>Checked {0} ago</source>
        <translation>Vérifié il y a {0}</translation>
    </message>
</context>
<context>
    <name>AxisEditor</name>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <source>in</source>
        <translation>en</translation>
    </message>
    <message>
        <source>bins</source>
        <translation>intervalles</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Show error</source>
        <extracomment>The whole story is wanted.</extracomment>
        <translation>Voir l’erreur</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>Batch System</source>
        <extracomment>Milliseconds after the last edit at which the plan is computed again, for the resources.</extracomment>
        <translation>Système de batch</translation>
    </message>
    <message>
        <source>Reset Settings</source>
        <translation>Réinitialiser</translation>
    </message>
    <message>
        <source>Validate Settings</source>
        <translation>Valider les réglages</translation>
    </message>
    <message>
        <source>Dry Run</source>
        <translation>Essai à blanc</translation>
    </message>
    <message>
        <source>Reset Settings ({0})</source>
        <translation>Réinitialiser ({0})</translation>
    </message>
    <message>
        <source>Not computed: {0}</source>
        <translation>Non calculé : {0}</translation>
    </message>
    <message>
        <source>Change the site to {0}</source>
        <translation>Changer le site en {0}</translation>
    </message>
    <message>
        <source>Reset {0} settings?</source>
        <translation>Réinitialiser {0} réglages ?</translation>
    </message>
    <message>
        <source>Reset 1 setting?</source>
        <translation>Réinitialiser 1 réglage ?</translation>
    </message>
    <message>
        <source>They will be as the site file {0} says. One undo brings them back.</source>
        <translation>Ils seront comme dans le fichier du site {0}. Une annulation les rétablit.</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>Réinitialiser {0}</translation>
    </message>
    <message>
        <source>Reset the settings of {0}</source>
        <translation>Réinitialiser les réglages de {0}</translation>
    </message>
    <message>
        <source>validating…</source>
        <translation>validation…</translation>
    </message>
</context>
<context>
    <name>BatchWatch</name>
    <message>
        <source>all {0} answers are good</source>
        <extracomment>Milliseconds: after an edit, between two rounds, between two looks at the ages.</extracomment>
        <translation>les {0} réponses sont bonnes</translation>
    </message>
    <message>
        <source>look at: {0}</source>
        <translation>à regarder : {0}</translation>
    </message>
    <message>
        <source>{0} settings are wrong</source>
        <translation>{0} réglages sont faux</translation>
    </message>
</context>
<context>
    <name>BoundField</name>
    <message>
        <source>Reset {0}</source>
        <translation>Réinitialiser {0}</translation>
    </message>
</context>
<context>
    <name>BrowseDialog</name>
    <message>
        <source>New folder…</source>
        <translation>Nouveau dossier…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Choose this folder</source>
        <translation>Choisir ce dossier</translation>
    </message>
</context>
<context>
    <name>ChartsCard</name>
    <message>
        <source>Pointings</source>
        <extracomment>The chart reaches a little beyond the search radius. Sources around the target that are named at most.</extracomment>
        <translation>Pointés</translation>
    </message>
    <message>
        <source>limit {0}°</source>
        <translation>limite {0}°</translation>
    </message>
    <message>
        <source>search radius {0}°</source>
        <translation>rayon de recherche {0}°</translation>
    </message>
</context>
<context>
    <name>ChecksCard</name>
    <message>
        <source>Checks</source>
        <translation>Contrôles</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>recherche…</translation>
    </message>
    <message>
        <source>{0} cannot work</source>
        <translation>{0} impossibles</translation>
    </message>
    <message>
        <source>{0} to look at</source>
        <translation>{0} à regarder</translation>
    </message>
    <message>
        <source>all is well</source>
        <translation>tout va bien</translation>
    </message>
</context>
<context>
    <name>ChosenProductions</name>
    <message>
        <source>Jobs of several productions</source>
        <translation>Jobs de plusieurs productions</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Montrée</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Name, target, site, number</source>
        <translation>Nom, cible, site, numéro</translation>
    </message>
    <message>
        <source>All of these</source>
        <translation>Toutes celles-ci</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>Aucune de celles-ci</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Show {0} jobs of {1} productions</source>
        <translation>Montrer {0} jobs de {1} productions</translation>
    </message>
    <message>
        <source>Show {0} jobs of 1 production</source>
        <translation>Montrer {0} jobs d’une production</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>They do the same in a terminal, on another machine or in a script.</source>
        <translation>Elles font la même chose dans un terminal, sur une autre machine ou dans un script.</translation>
    </message>
    <message>
        <source>As command line</source>
        <translation>En ligne de commande</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy {0}</source>
        <translation>Copier {0}</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Ligne de commande</translation>
    </message>
</context>
<context>
    <name>Constant</name>
    <message>
        <source>mean {0} {1} · constant: χ²/dof {2}/{3}, p = {4}</source>
        <extracomment>A value, and its error.</extracomment>
        <translation>moyenne {0} {1} · constante : χ²/ddl {2}/{3}, p = {4}</translation>
    </message>
</context>
<context>
    <name>Creating</name>
    <message>
        <source>New production</source>
        <extracomment>It is recorded under this number.</extracomment>
        <translation>Nouvelle production</translation>
    </message>
    <message>
        <source>Name of the production and of its profile</source>
        <translation>Nom de la production et de son profil</translation>
    </message>
    <message>
        <source>planning…</source>
        <translation>planification…</translation>
    </message>
    <message>
        <source>production {0} is recorded; Start sends its jobs</source>
        <translation>la production {0} est enregistrée ; Démarrer envoie ses jobs</translation>
    </message>
    <message>
        <source>1 job</source>
        <translation>1 job</translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation>{0} jobs</translation>
    </message>
    <message>
        <source>{0} showers in {1}: at most {2} core hours and {3}. It waits until it is started.</source>
        <translation>{0} gerbes en {1} : au plus {2} heures de cœur et {3}. Elle attend d&apos;être démarrée.</translation>
    </message>
    <message>
        <source>Create the production {0}?</source>
        <translation>Créer la production {0} ?</translation>
    </message>
    <message>
        <source>Create {0}</source>
        <translation>Créer {0}</translation>
    </message>
    <message>
        <source>Production {0} simulates the same showers</source>
        <translation>La production {0} simule les mêmes gerbes</translation>
    </message>
    <message>
        <source>With the same seed its results are taken over. Extend that one, or choose another seed.</source>
        <translation>Avec la même graine, ses résultats sont repris. Étendez-la, ou choisissez une autre graine.</translation>
    </message>
    <message>
        <source>Create {0} all the same</source>
        <translation>Créer {0} quand même</translation>
    </message>
</context>
<context>
    <name>Credential</name>
    <message>
        <source>proxy</source>
        <extracomment>Milliseconds: after the profile was opened or edited, between two looks, between two counts.</extracomment>
        <translation>proxy</translation>
    </message>
    <message>
        <source>token</source>
        <translation>jeton</translation>
    </message>
    <message>
        <source>there is a new proxy; jobs go on with it</source>
        <translation>il y a un nouveau proxy ; les jobs continuent avec lui</translation>
    </message>
    <message>
        <source>no {0}</source>
        <translation>pas de {0}</translation>
    </message>
    <message>
        <source>{0} unreadable</source>
        <translation>{0} illisible</translation>
    </message>
    <message>
        <source>{0}, no end</source>
        <translation>{0}, sans fin</translation>
    </message>
    <message>
        <source>{0} is over</source>
        <translation>{0} expiré</translation>
    </message>
    <message>
        <source>{0} is shown a {1}, and there is none.</source>
        <translation>{0} demande un {1}, et il n’y en a pas.</translation>
    </message>
    <message>
        <source>Your {0} cannot be read: {1}.</source>
        <translation>Votre {0} ne peut pas être lu : {1}.</translation>
    </message>
    <message>
        <source>Your {0} does not say when it ends.</source>
        <translation>Votre {0} ne dit pas quand il finit.</translation>
    </message>
    <message>
        <source>Your {0} ended at {1}. Nothing is sent, and jobs keep their states.</source>
        <translation>Votre {0} a expiré le {1}. Rien n’est envoyé, et les jobs gardent leur état.</translation>
    </message>
    <message>
        <source>Your {0} can be used until {1}.</source>
        <translation>Votre {0} est utilisable jusqu’au {1}.</translation>
    </message>
    <message>
        <source>The longest job asks for {0}.</source>
        <translation>Le job le plus long demande {0}.</translation>
    </message>
</context>
<context>
    <name>CredentialDialog</name>
    <message>
        <source>Proxy and Token</source>
        <extracomment>How many hours a proxy may be wished to last.</extracomment>
        <translation>Proxy et jeton</translation>
    </message>
    <message>
        <source>It lies on {0}: make a new one there.</source>
        <translation>Il se trouve sur {0} : créez-en un nouveau là-bas.</translation>
    </message>
    <message>
        <source>A new token counts as soon as it is there: of oidc-agent, or found the WLCG way.</source>
        <translation>Un nouveau jeton compte dès qu’il est là : celui d’oidc-agent, ou trouvé à la manière WLCG.</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Heures</translation>
    </message>
    <message>
        <source>Passphrase of your key</source>
        <translation>Phrase secrète de votre clé</translation>
    </message>
    <message>
        <source>The passphrase goes to the tool that makes the proxy, and is kept nowhere.</source>
        <translation>La phrase secrète va à l’outil qui crée le proxy, et n’est gardée nulle part.</translation>
    </message>
    <message>
        <source>From {0}, which may want a passphrase of its own</source>
        <translation>De {0}, qui peut vouloir sa propre phrase secrète</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Renew Proxy</source>
        <translation>Renouveler le proxy</translation>
    </message>
    <message>
        <source>Make Proxy</source>
        <translation>Créer un proxy</translation>
    </message>
    <message>
        <source>A proxy lasts from 1 to 1000 hours.</source>
        <translation>Un proxy dure de 1 à 1000 heures.</translation>
    </message>
    <message>
        <source>The proxy is being made…</source>
        <translation>Le proxy est en cours de création…</translation>
    </message>
</context>
<context>
    <name>Declare</name>
    <message>
        <source>Declare it ready?</source>
        <translation>Le déclarer prêt ?</translation>
    </message>
    <message>
        <source>Declare {0} of them ready?</source>
        <translation>En déclarer {0} prêts ?</translation>
    </message>
    <message>
        <source>The jobs that wait for it are sent; they trust what you say.</source>
        <translation>Les jobs qui l’attendent sont envoyés ; ils se fient à vous.</translation>
    </message>
    <message>
        <source>Declare 1 ready</source>
        <translation>En déclarer 1 prêt</translation>
    </message>
    <message>
        <source>Declare {0} ready</source>
        <translation>En déclarer {0} prêts</translation>
    </message>
    <message>
        <source>The check does not pass</source>
        <translation>La vérification ne passe pas</translation>
    </message>
    <message>
        <source>With a reason it can be declared all the same, by the command.</source>
        <translation>Avec une raison, on peut le déclarer quand même, par la commande.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Vérifier à nouveau</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>Passe</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Trouvé</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Ce qui a été trouvé</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>{0} and {1}</source>
        <extracomment>Heading, words and answer stand above and below what is put in here.</extracomment>
        <translation>{0} et {1}</translation>
    </message>
    <message>
        <source>{0} values differ.</source>
        <translation>{0} valeurs diffèrent.</translation>
    </message>
    <message>
        <source>They say the same.</source>
        <translation>Ils disent la même chose.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Différences</translation>
    </message>
</context>
<context>
    <name>DiskWatch</name>
    <message>
        <source>Reload</source>
        <extracomment>Milliseconds between two looks at the file.</extracomment>
        <translation>Recharger</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Comparer…</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Garder le mien</translation>
    </message>
    <message>
        <source>{0} was changed on disk</source>
        <translation>{0} a changé sur le disque</translation>
    </message>
    <message>
        <source>{0} was removed from disk</source>
        <translation>{0} a été supprimé du disque</translation>
    </message>
    <message>
        <source>What you changed here is not saved.</source>
        <translation>Vos changements ici ne sont pas enregistrés.</translation>
    </message>
    <message>
        <source>Reload {0}?</source>
        <translation>Recharger {0} ?</translation>
    </message>
    <message>
        <source>What you changed in this window is dropped.</source>
        <translation>Vos changements dans cette fenêtre seront perdus.</translation>
    </message>
    <message>
        <source>Reload and drop my changes</source>
        <translation>Recharger et perdre mes changements</translation>
    </message>
    <message>
        <source>saved {0} over what was on disk</source>
        <translation>{0} enregistré par-dessus la version du disque</translation>
    </message>
    <message>
        <source>on disk</source>
        <translation>sur le disque</translation>
    </message>
    <message>
        <source>in this window</source>
        <translation>dans cette fenêtre</translation>
    </message>
</context>
<context>
    <name>Elements</name>
    <message>
        <source>Computing Elements</source>
        <translation>Éléments de calcul</translation>
    </message>
    <message>
        <source>Element</source>
        <translation>Élément</translation>
    </message>
    <message>
        <source>WMS Servers</source>
        <translation>Serveurs WMS</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>Filter</source>
        <extracomment>Milliseconds between two looks at the age of the data.</extracomment>
        <translation>Filtrer</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tous</translation>
    </message>
    <message>
        <source>taking jobs</source>
        <translation>acceptant des jobs</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>utilisés</translation>
    </message>
    <message>
        <source>Which are shown</source>
        <translation>Lesquels sont montrés</translation>
    </message>
    <message>
        <source>asked…</source>
        <translation>demandé…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualiser</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The rows are those of the last answer.</source>
        <translation>Les lignes sont celles de la dernière réponse.</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>{0}  ·  {1} listed, {2} in use</source>
        <translation>{0}  ·  {1} listés, {2} utilisés</translation>
    </message>
    <message>
        <source>A tick says which get jobs; it is written into the settings of the profile.</source>
        <translation>Une coche dit lesquels reçoivent des jobs ; elle est écrite dans les réglages du profil.</translation>
    </message>
    <message>
        <source>Which of them get jobs is this batch system&apos;s own affair.</source>
        <translation>Lesquels reçoivent des jobs est l’affaire de ce système de batch.</translation>
    </message>
    <message>
        <source>asked {0} ago, no answer yet</source>
        <translation>demandé il y a {0}, pas encore de réponse</translation>
    </message>
    <message>
        <source>nothing is known</source>
        <translation>rien n’est connu</translation>
    </message>
    <message>
        <source>read {0} ago</source>
        <translation>lu il y a {0}</translation>
    </message>
    <message>
        <source>At least one must stay in use.</source>
        <translation>Il doit en rester au moins un.</translation>
    </message>
    <message>
        <source>CPUs</source>
        <extracomment>Statuses in which jobs are taken, and those in which none are; others are looked at by a person.</extracomment>
        <translation>CPU</translation>
    </message>
    <message>
        <source>FreeCPUs</source>
        <translation>CPU libres</translation>
    </message>
    <message>
        <source>Running Jobs</source>
        <translation>Jobs en cours</translation>
    </message>
    <message>
        <source>Queued Jobs</source>
        <translation>Jobs en file</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Response Time (s)</source>
        <translation>Temps de réponse (s)</translation>
    </message>
    <message>
        <source>In Use</source>
        <translation>Utilisé</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorité</translation>
    </message>
    <message>
        <source>By response time</source>
        <extracomment>What is drawn of a look.</extracomment>
        <translation>Par temps de réponse</translation>
    </message>
    <message>
        <source>Response time (s)</source>
        <translation>Temps de réponse (s)</translation>
    </message>
    <message>
        <source>Free CPUs</source>
        <translation>CPU libres</translation>
    </message>
    <message>
        <source>Queued jobs</source>
        <translation>Jobs en file</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Its history begins with this look.</source>
        <translation>Son historique commence avec ce relevé.</translation>
    </message>
    <message>
        <source>{0} looks in {1}; {2} of them found another status than now.</source>
        <translation>{0} relevés en {1} ; {2} d’entre eux ont trouvé un autre état que maintenant.</translation>
    </message>
</context>
<context>
    <name>Enlarged</name>
    <message>
        <source>Pictures</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Image précédente</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivante</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Enreg. sous…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} sur {1}</translation>
    </message>
</context>
<context>
    <name>EnvironmentPage</name>
    <message>
        <source>Environment</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Not usable here</source>
        <translation>Inutilisables ici</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Vérifier à nouveau</translation>
    </message>
    <message>
        <source>{0} (not made yet)</source>
        <translation>{0} (pas encore créé)</translation>
    </message>
    <message>
        <source>on a network file system ({0})</source>
        <translation>sur un système de fichiers réseau ({0})</translation>
    </message>
</context>
<context>
    <name>ExtendDialog</name>
    <message>
        <source>Extend a production</source>
        <extracomment>Milliseconds after the last letter before it is looked at what would be added.</extracomment>
        <translation>Étendre une production</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>comme avant</translation>
    </message>
    <message>
        <source>no further ones</source>
        <translation>aucun autre</translation>
    </message>
    <message>
        <source>Zenith (°)</source>
        <translation>Zénith (°)</translation>
    </message>
    <message>
        <source>Showers now</source>
        <translation>Gerbes à présent</translation>
    </message>
    <message>
        <source>Showers then</source>
        <translation>Gerbes ensuite</translation>
    </message>
    <message>
        <source>Further jobs</source>
        <translation>Autres jobs</translation>
    </message>
    <message>
        <source>Rows of the extended production</source>
        <translation>Lignes de la production étendue</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Production</translation>
    </message>
    <message>
        <source>Showers of each row, in all</source>
        <translation>Gerbes de chaque ligne, en tout</translation>
    </message>
    <message>
        <source>Further zenith angles (°)</source>
        <translation>Autres angles zénithaux (°)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>{0} is no number of showers.</source>
        <translation>{0} n&apos;est pas un nombre de gerbes.</translation>
    </message>
    <message>
        <source>Add 1 job</source>
        <translation>Ajouter 1 job</translation>
    </message>
    <message>
        <source>Add {0} jobs</source>
        <translation>Ajouter {0} jobs</translation>
    </message>
    <message>
        <source>Add jobs</source>
        <translation>Ajouter des jobs</translation>
    </message>
    <message>
        <source>1 job is added</source>
        <translation>1 job est ajouté</translation>
    </message>
    <message>
        <source>{0} jobs are added</source>
        <translation>{0} jobs sont ajoutés</translation>
    </message>
    <message>
        <source>{0}: at most {1} core hours and {2}.</source>
        <translation>{0} : au plus {1} heures de cœur et {2}.</translation>
    </message>
    <message>
        <source>Nothing is added. Ask for more showers, or name further zenith angles.</source>
        <translation>Rien n&apos;est ajouté. Demandez plus de gerbes, ou nommez d&apos;autres angles zénithaux.</translation>
    </message>
</context>
<context>
    <name>Extending</name>
    <message>
        <source>1 job was added</source>
        <extracomment>This production is another one now.</extracomment>
        <translation>1 job a été ajouté</translation>
    </message>
    <message>
        <source>{0} jobs were added</source>
        <translation>{0} jobs ont été ajoutés</translation>
    </message>
    <message>
        <source>nothing is left over of production {0}</source>
        <translation>il ne reste rien à nettoyer de la production {0}</translation>
    </message>
    <message>
        <source>1 folder</source>
        <translation>1 dossier</translation>
    </message>
    <message>
        <source>{0} folders</source>
        <translation>{0} dossiers</translation>
    </message>
    <message>
        <source>{0} of attempts that died hold {1}. Results are never touched.</source>
        <translation>{0} de tentatives mortes occupent {1}. Les résultats ne sont jamais touchés.</translation>
    </message>
    <message>
        <source>Clean up after production {0}?</source>
        <translation>Nettoyer après la production {0} ?</translation>
    </message>
    <message>
        <source>Remove 1 folder</source>
        <translation>Supprimer 1 dossier</translation>
    </message>
    <message>
        <source>Remove {0} folders</source>
        <translation>Supprimer {0} dossiers</translation>
    </message>
    <message>
        <source>1 folder was removed</source>
        <translation>1 dossier a été supprimé</translation>
    </message>
    <message>
        <source>{0} folders were removed</source>
        <translation>{0} dossiers ont été supprimés</translation>
    </message>
    <message>
        <source>{0} of {1} rows are complete, {2} of {3} showers are there and stay. Nothing more is sent.</source>
        <translation>{0} lignes sur {1} sont complètes, {2} gerbes sur {3} sont là et restent. Plus rien n&apos;est envoyé.</translation>
    </message>
    <message>
        <source>Close 1 row</source>
        <translation>Clore 1 ligne</translation>
    </message>
    <message>
        <source>Close {0} rows</source>
        <translation>Clore {0} lignes</translation>
    </message>
    <message>
        <source>Close production {0} for good?</source>
        <translation>Clore définitivement la production {0} ?</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Example log</source>
        <extracomment>Room for a few lines, however small the window is.</extracomment>
        <translation>Journal d’exemple</translation>
    </message>
    <message>
        <source>The one that failed after this</source>
        <translation>L’échec suivant</translation>
    </message>
    <message>
        <source>The one that failed before this</source>
        <translation>L’échec précédent</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>Ouvrir le journal</translation>
    </message>
    <message>
        <source>End of the log</source>
        <translation>Fin du journal</translation>
    </message>
    <message>
        <source>None of these jobs has failed any more.</source>
        <translation>Aucun de ces jobs n’est plus en échec.</translation>
    </message>
    <message>
        <source>job {0} · {1}</source>
        <translation>job {0} · {1}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} sur {1}</translation>
    </message>
    <message>
        <source>Memory</source>
        <extracomment>A place of the window.</extracomment>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Apply to</source>
        <translation>Appliquer à</translation>
    </message>
    <message>
        <source>Edit profile</source>
        <translation>Éditer le profil</translation>
    </message>
    <message>
        <source>Avoid node</source>
        <translation>Éviter le nœud</translation>
    </message>
    <message>
        <source>1 job</source>
        <translation>1 job</translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation>{0} jobs</translation>
    </message>
    <message>
        <source>Nothing in the profile is to blame.</source>
        <translation>Rien dans le profil n’est en cause.</translation>
    </message>
    <message>
        <source>Avoid {0}…</source>
        <translation>Éviter {0}…</translation>
    </message>
    <message>
        <source>Nobody knows on which nodes they ran.</source>
        <translation>On ne sait pas sur quels nœuds ils ont tourné.</translation>
    </message>
    <message>
        <source>The batch system of {0} has no setting that leaves nodes out.</source>
        <translation>Le système de batch de {0} n’a pas de réglage qui écarte des nœuds.</translation>
    </message>
    <message>
        <source>these {0} jobs</source>
        <translation>ces {0} jobs</translation>
    </message>
    <message>
        <source>this job</source>
        <translation>ce job</translation>
    </message>
    <message>
        <source>all {0} of class {1}</source>
        <translation>les {0} de la classe {1}</translation>
    </message>
    <message>
        <source>Retry {0} jobs…</source>
        <translation>Relancer {0} jobs…</translation>
    </message>
    <message>
        <source>Retry 1 job…</source>
        <translation>Relancer 1 job…</translation>
    </message>
    <message>
        <source>{0} gives up to {1}</source>
        <translation>{0} donne jusqu’à {1}</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Groups of jobs that failed alike</source>
        <extracomment>Another group was chosen.</extracomment>
        <translation>Groupes de jobs aux échecs semblables</translation>
    </message>
    <message>
        <source>When they failed</source>
        <translation>Quand ils ont échoué</translation>
    </message>
    <message>
        <source>A class says what a retry can change; an outage of a site uses no retries up.</source>
        <translation>Une classe dit ce qu’une relance peut changer ; une panne du site ne consomme pas de relance.</translation>
    </message>
    <message>
        <source>{0} failed jobs</source>
        <translation>{0} jobs en échec</translation>
    </message>
    <message>
        <source>1 failed job</source>
        <translation>1 job en échec</translation>
    </message>
    <message>
        <source>in 1 class</source>
        <translation>en 1 classe</translation>
    </message>
    <message>
        <source>in {0} classes</source>
        <translation>en {0} classes</translation>
    </message>
    <message>
        <source>{0} of all {1} jobs</source>
        <translation>{0} des {1} jobs</translation>
    </message>
    <message>
        <source>other</source>
        <translation>autre</translation>
    </message>
    <message>
        <source>jobs per {0}</source>
        <translation>jobs par {0}</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Logiciel</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Entrées</translation>
    </message>
    <message>
        <source>Stage-in</source>
        <translation>Copie d’entrée</translation>
    </message>
    <message>
        <source>Stage-out</source>
        <translation>Copie de sortie</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Nœud</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusés</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Certificat</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Perdus</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulés</translation>
    </message>
    <message>
        <source>no message</source>
        <extracomment>A message is shown up to so many characters; the whole is its tool tip.</extracomment>
        <translation>aucun message</translation>
    </message>
    <message>
        <source>no retry by itself</source>
        <translation>pas de relance automatique</translation>
    </message>
    <message>
        <source>{0} retries</source>
        <translation>{0} relances</translation>
    </message>
    <message>
        <source>1 retry</source>
        <translation>1 relance</translation>
    </message>
    <message>
        <source>{0} with more memory</source>
        <translation>{0} avec plus de mémoire</translation>
    </message>
    <message>
        <source>{0} with more time</source>
        <translation>{0} avec plus de temps</translation>
    </message>
    <message>
        <source>{0} after {1}</source>
        <translation>{0} après {1}</translation>
    </message>
    <message>
        <source>Peak use was {0} MB; asked for were {1} MB.</source>
        <translation>Maximum utilisé : {0} Mo ; demandé : {1} Mo.</translation>
    </message>
    <message>
        <source>They ran for {0}; asked for were {1}.</source>
        <translation>Ils ont tourné {0} ; demandé : {1}.</translation>
    </message>
    <message>
        <source>Most on {0}.</source>
        <translation>La plupart sur {0}.</translation>
    </message>
</context>
<context>
    <name>FailuresPage</name>
    <message>
        <source>Failures</source>
        <extracomment>Looks after which the groups are asked for again, also when the counts of failed jobs have not changed. Where a profile names nodes on which nothing is to run.</extracomment>
        <translation>Échecs</translation>
    </message>
    <message>
        <source>Show the jobs</source>
        <translation>Montrer les jobs</translation>
    </message>
    <message>
        <source>No job has failed</source>
        <translation>Aucun job n’a échoué</translation>
    </message>
    <message>
        <source>What fails for a passing reason is tried again by itself, and is not counted here.</source>
        <translation>Ce qui échoue pour une raison passagère est relancé de soi-même, et n’est pas compté ici.</translation>
    </message>
    <message>
        <source>no such job has failed any more</source>
        <translation>aucun job de ce genre n’est plus en échec</translation>
    </message>
    <message>
        <source>{0} jobs are tried again</source>
        <translation>{0} jobs sont relancés</translation>
    </message>
    <message>
        <source>1 job is tried again</source>
        <translation>1 job est relancé</translation>
    </message>
    <message>
        <source>counting what would be tried again…</source>
        <translation>calcul de ce qui serait relancé…</translation>
    </message>
    <message>
        <source>{0} is left out from now on</source>
        <translation>{0} est écarté désormais</translation>
    </message>
    <message>
        <source>Leave {0} out?</source>
        <translation>Exclure {0} ?</translation>
    </message>
    <message>
        <source>{0} of these {1} jobs failed there.</source>
        <translation>{0} de ces {1} jobs y ont échoué.</translation>
    </message>
    <message>
        <source>What this production sends from now on does not run there.</source>
        <translation>Ce que cette production envoie désormais n’y tourne pas.</translation>
    </message>
    <message>
        <source>The open profile will say: {0}</source>
        <translation>Le profil ouvert dira : {0}</translation>
    </message>
    <message>
        <source>Leave out 1 node</source>
        <translation>Exclure 1 nœud</translation>
    </message>
    <message>
        <source>These groups</source>
        <translation>Ces groupes</translation>
    </message>
    <message>
        <source>Retry the chosen group</source>
        <translation>Relancer le groupe choisi</translation>
    </message>
    <message>
        <source>The same, and no longer on that node</source>
        <translation>De même, et plus sur ce nœud</translation>
    </message>
    <message>
        <source>The log of the example</source>
        <translation>Le journal de l’exemple</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>Temps CPU</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lu</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Écrit</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Last submitted</source>
        <translation>Dernier envoi</translation>
    </message>
    <message>
        <source>{0} stages, {1} slices</source>
        <translation>{0} étapes, {1} tranches</translation>
    </message>
    <message>
        <source>{0} more are there</source>
        <translation>{0} autres sont déjà là</translation>
    </message>
    <message>
        <source>{0} are there already</source>
        <translation>{0} sont déjà là</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>au plus</translation>
    </message>
    <message>
        <source>from outside</source>
        <translation>de l’extérieur</translation>
    </message>
    <message>
        <source>sent from {0}</source>
        <translation>envoyé de {0}</translation>
    </message>
    <message>
        <source>look at: {0}</source>
        <translation>à regarder : {0}</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>under this name</source>
        <translation>sous ce nom</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>aucun changement</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>1 changement</translation>
    </message>
    <message>
        <source>{0} changes</source>
        <translation>{0} changements</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Filter by stage, unit or name</source>
        <translation>Filtrer par étape, unité ou nom</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Provenance</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Enreg. sous…</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Graph…</source>
        <translation>Graphe…</translation>
    </message>
    <message>
        <source>{0} of {1} files</source>
        <translation>{0} fichiers sur {1}</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choisir un fichier</translation>
    </message>
    <message>
        <source>This picture cannot be drawn.</source>
        <translation>Cette image ne peut pas être dessinée.</translation>
    </message>
    <message>
        <source>{0}, {1} of {2} columns</source>
        <translation>{0}, {1} colonnes sur {2}</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>No data store is named.</source>
        <translation>Aucun dépôt de données n’est indiqué.</translation>
    </message>
    <message>
        <source>Choose its folder, then find runs.</source>
        <translation>Choisissez son dossier, puis cherchez des runs.</translation>
    </message>
    <message>
        <source>Left out: {0}.</source>
        <translation>Écartés : {0}.</translation>
    </message>
    <message>
        <source>There is none at all.</source>
        <translation>Il n’y en a aucun.</translation>
    </message>
    <message>
        <source>No run fits.</source>
        <translation>Aucun run ne convient.</translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>Chercher des runs</translation>
    </message>
    <message>
        <source>{0} found; undo brings the former list back</source>
        <translation>{0} trouvés ; annuler rend la liste précédente</translation>
    </message>
</context>
<context>
    <name>FluxChart</name>
    <message>
        <source>preliminary, for index {0}</source>
        <extracomment>Room above and below the points; the length of an arrow; how near to a point the mouse must be. Between the key and the axes. How far the other production&apos;s points lie beside this one&apos;s. More nights than this are shown to scale.</extracomment>
        <translation>provisoire, pour l’indice {0}</translation>
    </message>
    <message>
        <source>flux above {0} TeV</source>
        <translation>flux au-dessus de {0} TeV</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>limit, {0} %</source>
        <translation>limite, {0} %</translation>
    </message>
    <message>
        <source>run {0}</source>
        <translation>run {0}</translation>
    </message>
    <message>
        <source>{0} runs</source>
        <translation>{0} runs</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>done</source>
        <extracomment>The numbers, and the states that each of them counts.</extracomment>
        <translation>terminés</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulés</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>en échec</translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation>{0} jobs</translation>
    </message>
    <message>
        <source>No jobs</source>
        <translation>Aucun job</translation>
    </message>
    <message>
        <source>1 job</source>
        <translation>1 job</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Reset {0}</source>
        <translation>Réinitialiser {0}</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>In this window</source>
        <translation>Dans cette fenêtre</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>What the profile is called.</source>
        <translation>Le nom du profil.</translation>
    </message>
    <message>
        <source>Suite</source>
        <translation>Suite</translation>
    </message>
    <message>
        <source>The analysis software whose stages it sets.</source>
        <translation>Le logiciel d’analyse dont il règle les étapes.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Where random numbers begin.</source>
        <translation>Le départ des nombres aléatoires.</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Enreg. sous…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Change the suite</source>
        <translation>Changer de suite</translation>
    </message>
</context>
<context>
    <name>General</name>
    <message>
        <source>Use TMPDIR</source>
        <translation>Utiliser TMPDIR</translation>
    </message>
    <message>
        <source>Use WORKINGDIR</source>
        <translation>Utiliser WORKINGDIR</translation>
    </message>
    <message>
        <source>Use Start dir</source>
        <translation>Répertoire de départ</translation>
    </message>
    <message>
        <source>Use HPSS</source>
        <extracomment>Kinds of storage with a tick of their own.</extracomment>
        <translation>Utiliser HPSS</translation>
    </message>
    <message>
        <source>Use XROOTD</source>
        <translation>Utiliser XROOTD</translation>
    </message>
    <message>
        <source>Use WebDAV</source>
        <translation>Utiliser WebDAV</translation>
    </message>
    <message>
        <source>Use S3</source>
        <translation>Utiliser S3</translation>
    </message>
    <message>
        <source>Use LCG</source>
        <translation>Utiliser LCG</translation>
    </message>
    <message>
        <source>Use GridFTP</source>
        <translation>Utiliser GridFTP</translation>
    </message>
    <message>
        <source>Use LFC</source>
        <translation>Utiliser LFC</translation>
    </message>
</context>
<context>
    <name>GeneralCard</name>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Submission</source>
        <translation>Envoi</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressources</translation>
    </message>
    <message>
        <source>Run in</source>
        <translation>Exécuter dans</translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation>Scripts</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Stockage</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>{0} of {1} {2}</source>
        <translation>{0} sur {1} {2}</translation>
    </message>
</context>
<context>
    <name>GridPage</name>
    <message>
        <source>Grid</source>
        <translation>Grille</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Units by stages</source>
        <translation>Unités par étape</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échoués</translation>
    </message>
    <message>
        <source>States</source>
        <translation>États</translation>
    </message>
    <message>
        <source>From unit</source>
        <translation>À partir de</translation>
    </message>
    <message>
        <source>First lines</source>
        <translation>Premières lignes</translation>
    </message>
    <message>
        <source>Lines before</source>
        <translation>Lignes précédentes</translation>
    </message>
    <message>
        <source>Next lines</source>
        <translation>Lignes suivantes</translation>
    </message>
    <message>
        <source>Last lines</source>
        <translation>Dernières lignes</translation>
    </message>
    <message>
        <source>{0} to {1} of {2}</source>
        <translation>{0} à {1} sur {2}</translation>
    </message>
    <message>
        <source>no lines</source>
        <translation>aucune ligne</translation>
    </message>
    <message>
        <source>This grid</source>
        <translation>Cette grille</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>changed</source>
        <translation>modifié</translation>
    </message>
    <message>
        <source>unsaved changes</source>
        <translation>changements non enregistrés</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Kaskade</source>
        <translation>Kaskade</translation>
    </message>
    <message>
        <source>Smash</source>
        <translation>Smash</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Bureau</translation>
    </message>
    <message>
        <source>Find a setting or command</source>
        <translation>Chercher un réglage ou une commande</translation>
    </message>
    <message>
        <source>on {0}</source>
        <translation>sur {0}</translation>
    </message>
</context>
<context>
    <name>Inventory</name>
    <message>
        <source>Compute 1 job again…</source>
        <extracomment>Milliseconds between two looks at how far a comparison is. How many productions can be chosen, the newest first; how many names a question lists.</extracomment>
        <translation>Recalculer 1 job…</translation>
    </message>
    <message>
        <source>Compute {0} jobs again…</source>
        <translation>Recalculer {0} jobs…</translation>
    </message>
    <message>
        <source>Compute again…</source>
        <translation>Recalculer…</translation>
    </message>
    <message>
        <source>Remove 1 dark name…</source>
        <translation>Supprimer 1 nom orphelin…</translation>
    </message>
    <message>
        <source>Remove {0} dark names…</source>
        <translation>Supprimer {0} noms orphelins…</translation>
    </message>
    <message>
        <source>Remove dark names…</source>
        <translation>Supprimer les noms orphelins…</translation>
    </message>
    <message>
        <source>The books are read, the storages, and the books again; what all say counts.</source>
        <translation>On lit les registres, les stockages, puis de nouveau les registres ; seul compte ce que tous disent.</translation>
    </message>
    <message>
        <source>What is left of their results is put aside; nothing else is computed.</source>
        <translation>Ce qui reste de leurs résultats est mis de côté ; rien d&apos;autre n&apos;est calculé.</translation>
    </message>
    <message>
        <source>1 job computes it again</source>
        <translation>1 job le recalcule</translation>
    </message>
    <message>
        <source>{0} jobs compute it again</source>
        <translation>{0} jobs le recalculent</translation>
    </message>
    <message>
        <source>They are in no books here, and cannot be brought back; where others&apos; books share the area, leave them.</source>
        <translation>Aucun registre d&apos;ici ne les connaît, et ils ne reviennent pas ; si d&apos;autres registres partagent la zone, laissez-les.</translation>
    </message>
    <message>
        <source>1 name was removed</source>
        <translation>1 nom a été supprimé</translation>
    </message>
    <message>
        <source>{0} names were removed</source>
        <translation>{0} noms ont été supprimés</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>et {0} autres</translation>
    </message>
    <message>
        <source>Looking: {0} of {1} files…</source>
        <translation>Examen : {0} fichiers sur {1}…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Examen…</translation>
    </message>
    <message>
        <source>{0} files recorded: {1} lost, {2} damaged, {3} dark, {4} unknown, {5} in flight.</source>
        <translation>{0} fichiers enregistrés : {1} perdus, {2} abîmés, {3} orphelins, {4} inconnus, {5} en route.</translation>
    </message>
    <message>
        <source>lost</source>
        <extracomment>What is wrong with a name -&gt; the state whose dot it has, and its word.</extracomment>
        <translation>perdu</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>abîmé</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>orphelin</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>Is all there?</source>
        <translation>Tout est-il là ?</translation>
    </message>
    <message>
        <source>Compare checksums, too</source>
        <translation>Comparer aussi les sommes de contrôle</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Production</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>What is not as it is recorded</source>
        <translation>Ce qui n&apos;est pas comme enregistré</translation>
    </message>
</context>
<context>
    <name>JobActions</name>
    <message>
        <source>no such job has failed any more</source>
        <extracomment>Jobs in these are with the batch system. A list of names is cut after this many.</extracomment>
        <translation>aucun job de ce genre n’est plus en échec</translation>
    </message>
    <message>
        <source>{0} jobs are tried again</source>
        <translation>{0} jobs sont relancés</translation>
    </message>
    <message>
        <source>1 job is tried again</source>
        <translation>1 job est relancé</translation>
    </message>
    <message>
        <source>Kill {0} jobs?</source>
        <translation>Tuer {0} jobs ?</translation>
    </message>
    <message>
        <source>Kill the job?</source>
        <translation>Tuer le job ?</translation>
    </message>
    <message>
        <source>It is cancelled in the batch system, and what it has computed so far is lost.</source>
        <translation>Il est annulé dans le système de batch, et ce qu’il a calculé jusqu’ici est perdu.</translation>
    </message>
    <message>
        <source>They are cancelled in the batch system, and what they have computed so far is lost.</source>
        <translation>Ils sont annulés dans le système de batch ; ce qu’ils ont calculé est perdu.</translation>
    </message>
    <message>
        <source>Kill {0} jobs</source>
        <translation>Tuer {0} jobs</translation>
    </message>
    <message>
        <source>Kill 1 job</source>
        <translation>Tuer 1 job</translation>
    </message>
    <message>
        <source>{0} jobs were cancelled</source>
        <translation>{0} jobs ont été annulés</translation>
    </message>
    <message>
        <source>1 job was cancelled</source>
        <translation>1 job a été annulé</translation>
    </message>
    <message>
        <source>{0} are being submitted just now: try again</source>
        <translation>{0} sont en cours d’envoi : réessayez</translation>
    </message>
    <message>
        <source>{0} were over already</source>
        <translation>{0} étaient déjà terminés</translation>
    </message>
    <message>
        <source>Stop production {0}?</source>
        <translation>Arrêter la production {0} ?</translation>
    </message>
    <message>
        <source>The job that is with the batch system is cancelled, and nothing more is sent.</source>
        <translation>Le job confié au système de batch est annulé, et plus rien n’est envoyé.</translation>
    </message>
    <message>
        <source>{0} jobs that are with the batch system are cancelled, and nothing more is sent.</source>
        <translation>{0} jobs confiés au système de batch sont annulés, et plus rien n’est envoyé.</translation>
    </message>
    <message>
        <source>What is done stays. Resume sends the rest again.</source>
        <translation>Ce qui est fait reste. Reprendre envoie le reste à nouveau.</translation>
    </message>
    <message>
        <source>Stop and cancel {0} jobs</source>
        <translation>Arrêter et annuler {0} jobs</translation>
    </message>
    <message>
        <source>Stop and cancel 1 job</source>
        <translation>Arrêter et annuler 1 job</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>production {0} is stopped</source>
        <translation>la production {0} est arrêtée</translation>
    </message>
    <message>
        <source>production {0} goes on</source>
        <translation>la production {0} continue</translation>
    </message>
    <message>
        <source>1 job is free again</source>
        <translation>1 job est de nouveau libre</translation>
    </message>
    <message>
        <source>{0} jobs are free again</source>
        <translation>{0} jobs sont de nouveau libres</translation>
    </message>
    <message>
        <source>production {0} is paused: what runs goes on, nothing more is sent</source>
        <translation>la production {0} est en pause : ce qui tourne continue, plus rien n’est envoyé</translation>
    </message>
    <message>
        <source> and {0} more</source>
        <translation> et {0} autres</translation>
    </message>
    <message>
        <source>{0} without {1} of {2} parts?</source>
        <translation>{0} sans {1} des {2} parties ?</translation>
    </message>
    <message>
        <source>Missing: {0}. They can be merged later, when they are there.</source>
        <translation>Manquent : {0}. Elles pourront être fusionnées plus tard.</translation>
    </message>
    <message>
        <source>Merge {0} parts</source>
        <translation>Fusionner {0} parties</translation>
    </message>
    <message>
        <source>merging without {0} parts</source>
        <translation>fusion sans {0} parties</translation>
    </message>
</context>
<context>
    <name>JobDetails</name>
    <message>
        <source>Close the details</source>
        <extracomment>The steps that always take time; another one is shown when it failed. Another job is shown, or the same one otherwise.</extracomment>
        <translation>Fermer les détails</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>Ouvrir le journal</translation>
    </message>
    <message>
        <source>Log, last lines</source>
        <translation>Journal, dernières lignes</translation>
    </message>
    <message>
        <source>Retry…</source>
        <translation>Relancer…</translation>
    </message>
    <message>
        <source>Kill…</source>
        <translation>Tuer…</translation>
    </message>
    <message>
        <source>Report of the job</source>
        <translation>Rapport du job</translation>
    </message>
    <message>
        <source>Job {0}</source>
        <translation>Job {0}</translation>
    </message>
    <message>
        <source>Waits for:</source>
        <translation>Attend :</translation>
    </message>
    <message>
        <source>attempt {0}</source>
        <translation>tentative {0}</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>pas encore envoyé</translation>
    </message>
    <message>
        <source>exit {0}</source>
        <translation>sortie {0}</translation>
    </message>
    <message>
        <source>signal {0}</source>
        <translation>signal {0}</translation>
    </message>
    <message>
        <source>It asked for {0} MB of memory and {1}.</source>
        <translation>Il a demandé {0} Mo de mémoire et {1}.</translation>
    </message>
    <message>
        <source>It used {0} MB of the {1} MB that it asked for.</source>
        <translation>Il a utilisé {0} Mo des {1} Mo demandés.</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Réservation</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Stage-in</source>
        <translation>Copie d’entrée</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Contrôle</translation>
    </message>
    <message>
        <source>Stage-out</source>
        <translation>Copie de sortie</translation>
    </message>
    <message>
        <source>Retry {0}…</source>
        <translation>Relancer {0}…</translation>
    </message>
    <message>
        <source>Kill {0}…</source>
        <translation>Tuer {0}…</translation>
    </message>
</context>
<context>
    <name>JobFilters</name>
    <message>
        <source>Any time</source>
        <extracomment>How long ago a job changed, at most, in seconds.
----------
How long its last attempt took: at least, at most.</extracomment>
        <translation>Toute durée</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Dernière heure</translation>
    </message>
    <message>
        <source>Last 6 hours</source>
        <translation>6 dernières heures</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Dernier jour</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>Dernière semaine</translation>
    </message>
    <message>
        <source>Under a minute</source>
        <translation>Moins d’une minute</translation>
    </message>
    <message>
        <source>Under an hour</source>
        <translation>Moins d’une heure</translation>
    </message>
    <message>
        <source>Over an hour</source>
        <translation>Plus d’une heure</translation>
    </message>
    <message>
        <source>Over 6 hours</source>
        <translation>Plus de 6 heures</translation>
    </message>
    <message>
        <source>Over a day</source>
        <translation>Plus d’un jour</translation>
    </message>
    <message>
        <source>Further filters</source>
        <extracomment>Which productions are shown: this one, all, or those that are to be chosen.</extracomment>
        <translation>Autres filtres</translation>
    </message>
    <message>
        <source>Productions</source>
        <translation>Productions</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Modifié</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>A duré</translation>
    </message>
    <message>
        <source>Changed on</source>
        <translation>Changée le</translation>
    </message>
    <message>
        <source>Drop these filters</source>
        <translation>Ôter ces filtres</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Celle-ci</translation>
    </message>
    <message>
        <source>All {0}</source>
        <translation>Toutes les {0}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>{0} of {1}…</source>
        <translation>{0} sur {1}…</translation>
    </message>
    <message>
        <source>As saved</source>
        <translation>Comme enregistré</translation>
    </message>
</context>
<context>
    <name>JobRows</name>
    <message>
        <source>State</source>
        <extracomment>The end of what is there was reached. Another column is to be sorted by.</extracomment>
        <translation>État</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Native id</source>
        <translation>Id natif</translation>
    </message>
    <message>
        <source>Att.</source>
        <translation>Tent.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Mem. (MB)</source>
        <translation>Mém. (Mo)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Modifié</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Production</translation>
    </message>
</context>
<context>
    <name>JobViews</name>
    <message>
        <source>Table</source>
        <extracomment>The pages, and what each is called in the choice.</extracomment>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Grille</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Chronologie</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Échecs</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistiques</translation>
    </message>
    <message>
        <source>View of the jobs</source>
        <translation>Vue des jobs</translation>
    </message>
    <message>
        <source>Choose a production</source>
        <translation>Choisir une production</translation>
    </message>
    <message>
        <source>The page Jobs shows those that there are; nothing may have been submitted from this profile yet.</source>
        <translation>La page Jobs montre celles qui existent ; rien n’a peut-être encore été envoyé avec ce profil.</translation>
    </message>
    <message>
        <source>No production is chosen</source>
        <translation>Aucune production n’est choisie</translation>
    </message>
</context>
<context>
    <name>JobsCard</name>
    <message>
        <source>Environment of the jobs</source>
        <translation>Environnement des jobs</translation>
    </message>
</context>
<context>
    <name>JobsCommands</name>
    <message>
        <source>How it stands</source>
        <translation>Où il en est</translation>
    </message>
    <message>
        <source>This table</source>
        <translation>Ce tableau</translation>
    </message>
    <message>
        <source>What waits for what</source>
        <translation>Ce qui attend quoi</translation>
    </message>
    <message>
        <source>Follow it to its end</source>
        <translation>Le suivre jusqu’au bout</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Suspendre</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Merge what is there now</source>
        <translation>Fusionner ce qui est là</translation>
    </message>
    <message>
        <source>Log of the chosen job</source>
        <translation>Journal du job choisi</translation>
    </message>
    <message>
        <source>Retry the chosen jobs</source>
        <translation>Relancer les jobs choisis</translation>
    </message>
    <message>
        <source>Retry what failed</source>
        <translation>Relancer ce qui a échoué</translation>
    </message>
    <message>
        <source>Kill the chosen jobs</source>
        <translation>Tuer les jobs choisis</translation>
    </message>
</context>
<context>
    <name>JobsPage</name>
    <message>
        <source>Jobs</source>
        <extracomment>In which states of a production each action can be taken. Where everything is in the stack: before anybody has looked, nothing is shown.</extracomment>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Fusionner…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Suspendre</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>Arrêter…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Relancer</translation>
    </message>
    <message>
        <source>Show dry run</source>
        <translation>Voir l’essai à blanc</translation>
    </message>
    <message>
        <source>Open another production…</source>
        <translation>Ouvrir une autre production…</translation>
    </message>
    <message>
        <source>Nothing has been submitted from this profile</source>
        <translation>Rien n’a été envoyé avec ce profil</translation>
    </message>
    <message>
        <source>Look at the dry run first; what it shows is exactly what will be sent.</source>
        <translation>Regardez d’abord l’essai à blanc ; ce qu’il montre est exactement ce qui sera envoyé.</translation>
    </message>
    <message>
        <source>{0} of {1} jobs</source>
        <translation>{0} jobs sur {1}</translation>
    </message>
    <message>
        <source>driven by {0}</source>
        <translation>conduite par {0}</translation>
    </message>
    <message>
        <source>Retry {0} failed…</source>
        <translation>Relancer {0} échecs…</translation>
    </message>
</context>
<context>
    <name>JobsTable</name>
    <message>
        <source>Jobs</source>
        <extracomment>Milliseconds after the last key until a text is looked for. A job (production and number) is to be shown in detail. Its log is to be opened. Filters or selection changed, and with them what the buttons of the page do. So many jobs come through the filters. Jobs of further productions are to be shown: all of them, or some (``JobFilters``). A saved view filters by a stage. How many productions there are.</extracomment>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>En échec</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulés</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminés</translation>
    </message>
    <message>
        <source>States</source>
        <translation>États</translation>
    </message>
    <message>
        <source>Filter text</source>
        <translation>Filtrer le texte</translation>
    </message>
    <message>
        <source>Further filters</source>
        <translation>Autres filtres</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Vues enregistrées</translation>
    </message>
    <message>
        <source>{0} % of the jobs are in memory; until all are, rows come from the database.</source>
        <translation>{0} % des jobs sont en mémoire ; d’ici à ce que tous y soient, les lignes viennent de la base.</translation>
    </message>
    <message>
        <source>The table in memory ended and is started again; rows come from the database.</source>
        <translation>La table en mémoire s’est arrêtée et redémarre ; les lignes viennent de la base.</translation>
    </message>
    <message>
        <source>{0} jobs at most can be chosen one by one; the buttons above are for all of them</source>
        <translation>{0} jobs au plus peuvent être choisis un à un ; les boutons ci-dessus valent pour tous</translation>
    </message>
    <message>
        <source>Further filters, {0} active</source>
        <translation>Autres filtres, {0} actifs</translation>
    </message>
</context>
<context>
    <name>LayersCard</name>
    <message>
        <source>On the map</source>
        <translation>Sur la carte</translation>
    </message>
</context>
<context>
    <name>Layout</name>
    <message>
        <source>Sort by</source>
        <extracomment>Hidden until somebody wants them. Milliseconds after the last change until it is remembered. Somebody chose, moved or widened columns. Whether somebody has ever chosen columns.</extracomment>
        <translation>Trier par</translation>
    </message>
    <message>
        <source>The usual columns</source>
        <translation>Les colonnes habituelles</translation>
    </message>
    <message>
        <source>Move “{0}” to the left</source>
        <translation>Déplacer « {0} » à gauche</translation>
    </message>
    <message>
        <source>Move “{0}” to the right</source>
        <translation>Déplacer « {0} » à droite</translation>
    </message>
</context>
<context>
    <name>LightCurveCard</name>
    <message>
        <source>Light curve</source>
        <translation>Courbe de lumière</translation>
    </message>
    <message>
        <source>to scale</source>
        <translation>à l’échelle</translation>
    </message>
    <message>
        <source>Show the days between the nights, too</source>
        <translation>Montrer aussi les jours entre les nuits</translation>
    </message>
    <message>
        <source>Flux</source>
        <translation>Flux</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Taux</translation>
    </message>
    <message>
        <source>Light curve of what</source>
        <translation>Courbe de lumière de quoi</translation>
    </message>
    <message>
        <source>There is no spectrum yet. These fluxes are for a power law of index {0}, with the responses of each run; the stage Spectrum puts those of the fitted spectrum in their place.</source>
        <translation>Il n’y a pas encore de spectre. Ces flux valent pour une loi de puissance d’indice {0}, avec les réponses de chaque run ; l’étape Spectrum les remplace par ceux du spectre ajusté.</translation>
    </message>
</context>
<context>
    <name>ListActions</name>
    <message>
        <source>Remove runs</source>
        <extracomment>Names of the kinds of file, in the order in which they are offered.</extracomment>
        <translation>Retirer des runs</translation>
    </message>
    <message>
        <source>Keep runs</source>
        <translation>Garder des runs</translation>
    </message>
    <message>
        <source>Add runs</source>
        <translation>Ajouter des runs</translation>
    </message>
    <message>
        <source>Run list</source>
        <translation>Liste de runs</translation>
    </message>
    <message>
        <source>Change where runs come from</source>
        <translation>Changer d’où viennent les runs</translation>
    </message>
    <message>
        <source>Run lists ({0})</source>
        <translation>Listes de runs ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Import Run List</source>
        <translation>Importer une liste de runs</translation>
    </message>
    <message>
        <source>Import runs</source>
        <translation>Importer des runs</translation>
    </message>
    <message>
        <source>{0} imported</source>
        <translation>{0} importés</translation>
    </message>
    <message>
        <source>Export {0}</source>
        <translation>Exporter {0}</translation>
    </message>
    <message>
        <source>{0} written to {1}</source>
        <translation>{0} écrits dans {1}</translation>
    </message>
    <message>
        <source>Export the run list of the saved profile</source>
        <translation>Exporter la liste de runs du profil enregistré</translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>Chercher des runs</translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>Log of job {0}.{1}</source>
        <extracomment>Lines that are asked for at a time, and that are held. Milliseconds between two looks at the end.</extracomment>
        <translation>Journal du job {0}.{1}</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>Searching… at {0} of {1}</source>
        <translation>Recherche… à {0} sur {1}</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>La recherche a été arrêtée.</translation>
    </message>
    <message>
        <source>No line tells of an error.</source>
        <translation>Aucune ligne ne signale d&apos;erreur.</translation>
    </message>
    <message>
        <source>after this place</source>
        <translation>après cet endroit</translation>
    </message>
    <message>
        <source>before this place</source>
        <translation>avant cet endroit</translation>
    </message>
    <message>
        <source>“{0}” is not found {1}.</source>
        <translation>« {0} » n’est pas trouvé {1}.</translation>
    </message>
    <message>
        <source>Whole log, {0}</source>
        <translation>Journal entier, {0}</translation>
    </message>
    <message>
        <source>{0} to {1} of {2}</source>
        <translation>{0} à {1} sur {2}</translation>
    </message>
</context>
<context>
    <name>LogFrame</name>
    <message>
        <source>Log</source>
        <extracomment>Of a longer title the beginning is shown.</extracomment>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>Search backward</source>
        <translation>Chercher en arrière</translation>
    </message>
    <message>
        <source>Search forward</source>
        <translation>Chercher en avant</translation>
    </message>
    <message>
        <source>First error</source>
        <translation>Première erreur</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Dernière erreur</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Suivre</translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation>Arrêter la recherche</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>Login</name>
    <message>
        <source>Log in to {0}</source>
        <translation>Se connecter à {0}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <source>What you type goes to ssh alone, and is kept nowhere.</source>
        <translation>Ce que vous tapez va à ssh seulement, et n’est gardé nulle part.</translation>
    </message>
    <message>
        <source>Is this {0}?</source>
        <translation>Est-ce bien {0} ?</translation>
    </message>
    <message>
        <source>Do not connect</source>
        <translation>Ne pas se connecter</translation>
    </message>
    <message>
        <source>Trust this host</source>
        <translation>Faire confiance</translation>
    </message>
    <message>
        <source>This machine has not met it before. Compare the fingerprint with the one that the centre publishes. If it is not the same, somebody else answers in its place.</source>
        <translation>Cette machine ne l’a jamais rencontré. Comparez l’empreinte avec celle que publie le centre. Si elle diffère, quelqu’un d’autre répond à sa place.</translation>
    </message>
    <message>
        <source>{0} shows another key than before</source>
        <translation>{0} montre une autre clé qu’avant</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Somebody may be listening in, or the host was set up anew. Nothing goes there.</source>
        <translation>Quelqu’un écoute peut-être, ou l’hôte a été réinstallé. Rien n’y va.</translation>
    </message>
    <message>
        <source>Ask the centre. If it confirms this fingerprint, forget the old key, and try again:</source>
        <translation>Demandez au centre. S’il confirme cette empreinte, oubliez l’ancienne clé et réessayez :</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Hôte</translation>
    </message>
    <message>
        <source>Kind of key</source>
        <translation>Type de clé</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Empreinte</translation>
    </message>
    <message>
        <source>For the site {0}.</source>
        <translation>Pour le site {0}.</translation>
    </message>
</context>
<context>
    <name>LoginBanner</name>
    <message>
        <source>Log in…</source>
        <translation>Se connecter…</translation>
    </message>
    <message>
        <source>Nothing is sent there meanwhile.</source>
        <translation>Rien n’y est envoyé entre-temps.</translation>
    </message>
    <message>
        <source>Look at its key…</source>
        <translation>Regarder sa clé…</translation>
    </message>
    <message>
        <source>{0} waits for you to log in</source>
        <translation>{0} attend que vous vous connectiez</translation>
    </message>
    <message>
        <source>{0} shows another key than before</source>
        <translation>{0} montre une autre clé qu’avant</translation>
    </message>
    <message>
        <source>{0} is not known on this machine</source>
        <translation>{0} n’est pas connu sur cette machine</translation>
    </message>
    <message>
        <source>{0} lets you in</source>
        <translation>{0} vous laisse entrer</translation>
    </message>
</context>
<context>
    <name>MapCard</name>
    <message>
        <source>Sky</source>
        <extracomment>The map reaches a little beyond the mask; how wide that is when nobody says it. The tools in their order: choose, draw a circle, draw an ellipse. Pixels within which a star or a source is meant.</extracomment>
        <translation>Ciel</translation>
    </message>
    <message>
        <source>Sky map of the excluded regions</source>
        <translation>Carte du ciel des régions exclues</translation>
    </message>
    <message>
        <source>Give the target a position on the page Target and Run List, or add a region.</source>
        <translation>Donnez une position à la cible sur la page Target and Run List, ou ajoutez une région.</translation>
    </message>
    <message>
        <source>The target has no position that can be read</source>
        <translation>La cible n’a pas de position lisible</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Choisir</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>Cercle</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Choose regions and drag them</source>
        <translation>Choisir des régions et les glisser</translation>
    </message>
    <message>
        <source>Draw a circle from its middle</source>
        <translation>Tracer un cercle depuis son centre</translation>
    </message>
    <message>
        <source>Draw an ellipse from corner to corner</source>
        <translation>Tracer une ellipse d’un coin à l’autre</translation>
    </message>
    <message>
        <source>What the mouse does on the map</source>
        <translation>Ce que fait la souris sur la carte</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoom avant</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom arrière</translation>
    </message>
    <message>
        <source>Show the whole mask</source>
        <translation>Montrer tout le masque</translation>
    </message>
    <message>
        <source>Keys of the map</source>
        <translation>Touches de la carte</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab: the next, the previous region</source>
        <translation>Tab, Maj+Tab : la région suivante, la précédente</translation>
    </message>
    <message>
        <source>Arrow keys: move it by 0.01°, with Shift by 0.1°; without a region, pan</source>
        <translation>Flèches : la déplacer de 0,01°, avec Maj de 0,1° ; sans région, défiler</translation>
    </message>
    <message>
        <source>+ and −: resize it by 0.01°; without a region, zoom</source>
        <translation>+ et − : la redimensionner de 0,01° ; sans région, zoomer</translation>
    </message>
    <message>
        <source>[ and ]: turn an ellipse by 5°</source>
        <translation>[ et ] : tourner une ellipse de 5°</translation>
    </message>
    <message>
        <source>Del: remove; Esc: give up a drag, choose nothing</source>
        <translation>Suppr : retirer ; Échap : abandonner un geste, ne rien choisir</translation>
    </message>
    <message>
        <source>{0} too far from the target to be seen</source>
        <translation>{0} trop loin de la cible pour être vues</translation>
    </message>
    <message>
        <source>{0} with an error, not drawn</source>
        <translation>{0} avec une erreur, non dessinées</translation>
    </message>
    <message>
        <source>Drag a region to move it, its handles to resize it, the empty sky to pan.</source>
        <translation>Glissez une région pour la déplacer, ses poignées pour la redimensionner, le ciel vide pour défiler.</translation>
    </message>
    <message>
        <source>Significance map</source>
        <translation>Carte de significativité</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>exclues</translation>
    </message>
    <message>
        <source>Show the excluded regions</source>
        <translation>Montrer les régions exclues</translation>
    </message>
</context>
<context>
    <name>MapChart</name>
    <message>
        <source>peak {0} σ at {1}</source>
        <extracomment>Values that have a tick at the scale, if they are in its range. How far apart the scale&apos;s texts are at least, times their height. The least of a scale&apos;s highest values (σ).</extracomment>
        <translation>maximum {0} σ à {1}</translation>
    </message>
    <message>
        <source>not observed</source>
        <translation>non observé</translation>
    </message>
    <message>
        <source>significance (σ)</source>
        <translation>significativité (σ)</translation>
    </message>
</context>
<context>
    <name>McRows</name>
    <message>
        <source>Zenith (°)</source>
        <translation>Zénith (°)</translation>
    </message>
    <message>
        <source>Azimuth (°)</source>
        <translation>Azimut (°)</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Indice</translation>
    </message>
    <message>
        <source>Emin (TeV)</source>
        <translation>Emin (TeV)</translation>
    </message>
    <message>
        <source>Emax (TeV)</source>
        <translation>Emax (TeV)</translation>
    </message>
    <message>
        <source>ρ min (m)</source>
        <translation>ρ min (m)</translation>
    </message>
    <message>
        <source>ρ max (m)</source>
        <translation>ρ max (m)</translation>
    </message>
    <message>
        <source>Req. showers</source>
        <translation>Gerbes dem.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Produced</source>
        <translation>Produites</translation>
    </message>
    <message>
        <source># jobs</source>
        <translation># jobs</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 ligne</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>{0} lignes</translation>
    </message>
    <message>
        <source>{0}: {1} showers requested, {2} produced in {3} jobs</source>
        <translation>{0} : {1} gerbes demandées, {2} produites en {3} jobs</translation>
    </message>
    <message>
        <source>DST: {0}</source>
        <translation>DST : {0}</translation>
    </message>
    <message>
        <source>Zenith {0}°: {1} showers still to come</source>
        <translation>Zénith {0}° : encore {1} gerbes à venir</translation>
    </message>
    <message>
        <source>Zenith {0}°: complete</source>
        <translation>Zénith {0}° : complet</translation>
    </message>
    <message>
        <source>Rows of the production</source>
        <translation>Lignes de la production</translation>
    </message>
</context>
<context>
    <name>McSchedulePage</name>
    <message>
        <source>MC Production Schedule</source>
        <extracomment>Milliseconds after an edit before it is looked at what the production takes.</extracomment>
        <translation>Planification MC</translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation>Étendre…</translation>
    </message>
    <message>
        <source>New production…</source>
        <translation>Nouvelle production…</translation>
    </message>
    <message>
        <source>Create…</source>
        <translation>Créer…</translation>
    </message>
    <message>
        <source>Choose a profile</source>
        <translation>Choisir un profil</translation>
    </message>
    <message>
        <source>The suite {0} has no Monte-Carlo productions</source>
        <translation>La suite {0} n&apos;a pas de productions Monte-Carlo</translation>
    </message>
    <message>
        <source>This profile is of an analysis</source>
        <translation>Ce profil est celui d&apos;une analyse</translation>
    </message>
    <message>
        <source>A profile of a Monte-Carlo production has a section production in place of its runs.</source>
        <translation>Le profil d&apos;une production Monte-Carlo a une section production à la place de ses runs.</translation>
    </message>
    <message>
        <source>Code and version</source>
        <translation>Code et version</translation>
    </message>
    <message>
        <source>Create 1 row…</source>
        <translation>Créer 1 ligne…</translation>
    </message>
    <message>
        <source>Create {0} rows…</source>
        <translation>Créer {0} lignes…</translation>
    </message>
    <message>
        <source> (save the profile first)</source>
        <translation> (enregistrez d’abord le profil)</translation>
    </message>
    <message>
        <source>What it takes</source>
        <translation>Ce qu&apos;il faut</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Créer</translation>
    </message>
    <message>
        <source>The rows</source>
        <translation>Les lignes</translation>
    </message>
</context>
<context>
    <name>McStatus</name>
    <message>
        <source>MC Production Status</source>
        <extracomment>Seconds between two looks.</extracomment>
        <translation>État des productions MC</translation>
    </message>
</context>
<context>
    <name>McStatusPage</name>
    <message>
        <source>Clean…</source>
        <translation>Nettoyer…</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Clore…</translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation>Étendre…</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>Arrêter…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Production</translation>
    </message>
    <message>
        <source>Jobs of this production</source>
        <translation>Jobs de cette production</translation>
    </message>
    <message>
        <source>Choose a profile</source>
        <translation>Choisir un profil</translation>
    </message>
    <message>
        <source>MC Production Schedule</source>
        <translation>Planification MC</translation>
    </message>
    <message>
        <source>A profile with a section production makes one; showers-local is an example.</source>
        <translation>Un profil avec une section production en crée une ; showers-local en est un exemple.</translation>
    </message>
    <message>
        <source>No Monte-Carlo production is recorded</source>
        <translation>Aucune production Monte-Carlo n’est enregistrée</translation>
    </message>
    <message>
        <source>What runs and waits is cancelled, and nothing more is sent until it is started again.</source>
        <translation>Ce qui tourne ou attend est annulé, et rien n’est plus envoyé jusqu’au prochain démarrage.</translation>
    </message>
    <message>
        <source>Stop production {0}?</source>
        <translation>Arrêter la production {0} ?</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>This table</source>
        <translation>Ce tableau</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Find a setting or command</source>
        <translation>Chercher un réglage ou une commande</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Bookkeeping page</source>
        <translation>Page de la comptabilité</translation>
    </message>
    <message>
        <source>Change between light and dark</source>
        <translation>Passer du clair au sombre</translation>
    </message>
    <message>
        <source>Proxy or token…</source>
        <translation>Proxy ou jeton…</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Page suivante</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Page précédente</translation>
    </message>
    <message>
        <source>Go to page {0}</source>
        <translation>Aller à la page {0}</translation>
    </message>
    <message>
        <source>Validate and show the dry run</source>
        <translation>Valider et montrer l’essai à blanc</translation>
    </message>
    <message>
        <source>Speak {0} from the next start on</source>
        <translation>Parler {0} dès le prochain démarrage</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualiser</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fermer la fenêtre</translation>
    </message>
    <message>
        <source>the window will speak {0} from its next start on</source>
        <translation>la fenêtre parlera {0} dès son prochain démarrage</translation>
    </message>
    <message>
        <source>Jobs, saved view</source>
        <translation>Jobs, vue enregistrée</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>This is a bug of parisana, not a mistake of yours. What was sent and recorded is safe.</source>
        <translation>C’est une erreur de parisana, pas de vous. Ce qui est envoyé et enregistré est sauf.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Open without saving</source>
        <translation>Ouvrir sans enregistrer</translation>
    </message>
    <message>
        <source>What you changed is kept as a draft, and offered again when you open this profile.</source>
        <translation>Vos changements sont gardés comme brouillon, proposé quand vous rouvrirez ce profil.</translation>
    </message>
    <message>
        <source>{0} has unsaved changes</source>
        <translation>{0} a des changements non enregistrés</translation>
    </message>
    <message>
        <source>1 job is under way. It goes on; new ones are sent when parisana runs again.</source>
        <translation>1 job est en route. Il continue ; de nouveaux sont envoyés quand parisana tourne à nouveau.</translation>
    </message>
    <message>
        <source>{0} jobs are under way. They go on; new ones are sent when parisana runs again.</source>
        <translation>{0} jobs sont en route. Ils continuent ; de nouveaux sont envoyés quand parisana tourne à nouveau.</translation>
    </message>
    <message>
        <source>Unsaved changes are kept, and offered again next time.</source>
        <translation>Les changements non enregistrés sont gardés, et proposés la prochaine fois.</translation>
    </message>
    <message>
        <source>Close the window?</source>
        <translation>Fermer la fenêtre ?</translation>
    </message>
</context>
<context>
    <name>NewRuns</name>
    <message>
        <source>Add new runs that match, as they appear</source>
        <extracomment>What the page calls a term, and what the profile&apos;s section calls it. What the profile is to say; nothing: it asks for no runs. Whether the runs that match are all there are.</extracomment>
        <translation>Ajouter les nouveaux runs conformes dès leur parution</translation>
    </message>
    <message>
        <source>While the production is driven, the data store is looked at again and again.</source>
        <translation>Tant que la production est suivie, le dépôt de données est consulté régulièrement.</translation>
    </message>
    <message>
        <source>No other runs</source>
        <translation>Pas d’autres runs</translation>
    </message>
    <message>
        <source>The runs that match when it is planned are the run list.</source>
        <translation>Les runs qui correspondent au moment du plan forment la liste.</translation>
    </message>
    <message>
        <source>Take the terms above</source>
        <translation>Reprendre les critères ci-dessus</translation>
    </message>
    <message>
        <source>Looked for: {0}</source>
        <translation>Recherche : {0}</translation>
    </message>
</context>
<context>
    <name>NewRunsBanner</name>
    <message>
        <source>Stop looking</source>
        <extracomment>Seconds between two questions.</extracomment>
        <translation>Ne plus chercher</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>Chercher maintenant</translation>
    </message>
    <message>
        <source>New runs are looked for every {0}</source>
        <translation>De nouveaux runs sont cherchés toutes les {0}</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Chercher de nouveau</translation>
    </message>
    <message>
        <source>New runs are looked for no longer</source>
        <translation>De nouveaux runs ne sont plus cherchés</translation>
    </message>
    <message>
        <source>{0}: {1}; {2} so far</source>
        <translation>{0} : {1} ; {2} jusqu’ici</translation>
    </message>
</context>
<context>
    <name>NightChart</name>
    <message>
        <source>time (UTC)</source>
        <extracomment>Seconds between times at the axis, and how many there are at most. Width of a run&apos;s line, radius of the ring of what the data say, room above and below (a share).</extracomment>
        <translation>heure (UTC)</translation>
    </message>
    <message>
        <source>zenith (°)</source>
        <translation>zénith (°)</translation>
    </message>
    <message>
        <source>run {0}: {1}°</source>
        <translation>run {0} : {1}°</translation>
    </message>
</context>
<context>
    <name>Nights</name>
    <message>
        <source>nights (UTC), the days between them left out</source>
        <extracomment>Between two texts, in pixels.</extracomment>
        <translation>nuits (UTC), sans les jours entre elles</translation>
    </message>
    <message>
        <source>MJD, UTC ({0} is {1})</source>
        <translation>MJD, UTC ({0} est le {1})</translation>
    </message>
    <message>
        <source>time on {0} (UTC)</source>
        <translation>heure le {0} (UTC)</translation>
    </message>
</context>
<context>
    <name>OutlookCard</name>
    <message>
        <source>Looking what it takes…</source>
        <extracomment>Which answer says most: what cannot work before what is to be looked at. The production of the same showers is to be shown.</extracomment>
        <translation>Calcul de ce qu&apos;il faut…</translation>
    </message>
    <message>
        <source>1 job</source>
        <translation>1 job</translation>
    </message>
    <message>
        <source>{0} jobs</source>
        <translation>{0} jobs</translation>
    </message>
    <message>
        <source>{0}: at most {1} core hours and {2}</source>
        <translation>{0} : au plus {1} heures de cœur et {2}</translation>
    </message>
    <message>
        <source>The areas have room for it.</source>
        <translation>Les espaces ont la place.</translation>
    </message>
    <message>
        <source>No production simulates the same showers.</source>
        <translation>Aucune production ne simule les mêmes gerbes.</translation>
    </message>
    <message>
        <source>The same showers are those of production {0} ({1}). Extend it, or choose another seed.</source>
        <translation>Les mêmes gerbes sont celles de la production {0} ({1}). Étendez-la, ou choisissez une autre graine.</translation>
    </message>
    <message>
        <source>Show production {0}</source>
        <translation>Montrer la production {0}</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Results</source>
        <extracomment>Pictures side by side; tables that are shown here, and their rows. Figures that stand with the fit.</extracomment>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Provenance</translation>
    </message>
    <message>
        <source>Graph…</source>
        <translation>Graphe…</translation>
    </message>
    <message>
        <source>Figures</source>
        <extracomment>Cards that stay, with what was ticked in them, while all others are made anew.</extracomment>
        <translation>Figures</translation>
    </message>
    <message>
        <source>so far {0} of {1} runs, {2} h of about {3} h</source>
        <translation>jusqu’ici {0} runs sur {1}, {2} h sur environ {3} h</translation>
    </message>
    <message>
        <source>This picture cannot be drawn.</source>
        <translation>Cette image ne peut pas être dessinée.</translation>
    </message>
    <message>
        <source>Provenance of {0}</source>
        <translation>Provenance de {0}</translation>
    </message>
    <message>
        <source>Save {0} as…</source>
        <translation>Enregistrer {0} sous…</translation>
    </message>
    <message>
        <source>Click to enlarge</source>
        <translation>Cliquer pour agrandir</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajustement</translation>
    </message>
    <message>
        <source>Flux points</source>
        <translation>Points de flux</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find a setting or command</source>
        <translation>Chercher un réglage ou une commande</translation>
    </message>
    <message>
        <source>Type a few letters</source>
        <translation>Tapez quelques lettres</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>Return takes it, Esc leaves.</source>
        <translation>Entrée valide, Échap ferme.</translation>
    </message>
</context>
<context>
    <name>Parcel</name>
    <message>
        <source>Significance map</source>
        <extracomment>What is offered, by its name in commands.</extracomment>
        <translation>Carte de significativité</translation>
    </message>
    <message>
        <source>Flux points</source>
        <translation>Points de flux</translation>
    </message>
    <message>
        <source>Fitted curve</source>
        <translation>Courbe ajustée</translation>
    </message>
    <message>
        <source>Light curve</source>
        <translation>Courbe de lumière</translation>
    </message>
    <message>
        <source>Table of runs</source>
        <translation>Table des runs</translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>Browse…</source>
        <translation>Parcourir…</translation>
    </message>
</context>
<context>
    <name>PlaceFields</name>
    <message>
        <source>RA (J2000)</source>
        <extracomment>Frame -&gt; titles of the two angles, and how they are written where degrees are not wanted.</extracomment>
        <translation>AD (J2000)</translation>
    </message>
    <message>
        <source>Dec (J2000)</source>
        <translation>Déc (J2000)</translation>
    </message>
    <message>
        <source>l (°)</source>
        <translation>l (°)</translation>
    </message>
    <message>
        <source>b (°)</source>
        <translation>b (°)</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Repère</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Profiles</source>
        <translation>Profils</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Batch System</source>
        <translation>Système de batch</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Stockage</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Transferts</translation>
    </message>
    <message>
        <source>Grid</source>
        <extracomment>Views of the page Jobs, with an address of their own.</extracomment>
        <translation>Grille</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Chronologie</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Échecs</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistiques</translation>
    </message>
    <message>
        <source>Kaskade</source>
        <extracomment>The desks of Monte-Carlo productions: their pages, in the order of the desks after that of analyses.</extracomment>
        <translation>Kaskade</translation>
    </message>
    <message>
        <source>Smash</source>
        <translation>Smash</translation>
    </message>
    <message>
        <source>MC Production Status</source>
        <extracomment>What follows a desk&apos;s name in the address of each of its pages, its title and its icon.</extracomment>
        <translation>État des productions MC</translation>
    </message>
    <message>
        <source>MC Production Schedule</source>
        <translation>Planification MC</translation>
    </message>
</context>
<context>
    <name>PlanDetails</name>
    <message>
        <source>Key</source>
        <extracomment>Letters of a key that are enough to tell jobs apart.</extracomment>
        <translation>Clé</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Runs</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Entrées</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>{0} … ({1})</source>
        <translation>{0} … ({1})</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Réglage</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>Script</translation>
    </message>
    <message>
        <source>Job table</source>
        <translation>Table des jobs</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Changements</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>What is shown of the plan</source>
        <translation>Ce qui est montré du plan</translation>
    </message>
    <message>
        <source>Copy what is shown</source>
        <translation>Copier ce qui est montré</translation>
    </message>
    <message>
        <source>Script of the stage</source>
        <translation>Script de l’étape</translation>
    </message>
    <message>
        <source>Changes since #{0}</source>
        <translation>Changements depuis #{0}</translation>
    </message>
    <message>
        <source>This profile has not been submitted yet</source>
        <translation>Ce profil n’a pas encore été envoyé</translation>
    </message>
    <message>
        <source>Nothing changed since production {0}</source>
        <translation>Rien n’a changé depuis la production {0}</translation>
    </message>
    <message>
        <source>Resources: {0}.</source>
        <translation>Ressources : {0}.</translation>
    </message>
    <message>
        <source>the first {0} of {1}</source>
        <translation>les {0} premiers sur {1}</translation>
    </message>
    <message>
        <source>Waits for {0}</source>
        <translation>Attend {0}</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Dry run</source>
        <extracomment>Letters of a digest that are enough to name a plan.</extracomment>
        <translation>Essai à blanc</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Write scripts of {0} jobs</source>
        <translation>Écrire les scripts de {0} jobs</translation>
    </message>
    <message>
        <source>Write the script of 1 job</source>
        <translation>Écrire le script de 1 job</translation>
    </message>
    <message>
        <source>Only write scripts</source>
        <translation>Scripts seulement</translation>
    </message>
    <message>
        <source>Submit 1 job</source>
        <translation>Envoyer 1 job</translation>
    </message>
    <message>
        <source>Submit {0} jobs</source>
        <translation>Envoyer {0} jobs</translation>
    </message>
    <message>
        <source>Record 1 done job</source>
        <translation>Enregistrer 1 job fait</translation>
    </message>
    <message>
        <source>Record {0} done jobs</source>
        <translation>Enregistrer {0} jobs faits</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Soumettre</translation>
    </message>
    <message>
        <source>Planning</source>
        <translation>Planification</translation>
    </message>
    <message>
        <source>exactly this will be sent</source>
        <translation>sera envoyé tel quel</translation>
    </message>
    <message>
        <source>Plan {0}</source>
        <translation>Plan {0}</translation>
    </message>
    <message>
        <source># nothing is left to compute</source>
        <translation># il ne reste rien à calculer</translation>
    </message>
    <message>
        <source> (save the profile first)</source>
        <translation> (enregistrez d’abord le profil)</translation>
    </message>
    <message>
        <source>Show the plan</source>
        <translation>Montrer le plan</translation>
    </message>
    <message>
        <source>Submit exactly this</source>
        <translation>Envoyer exactement cela</translation>
    </message>
</context>
<context>
    <name>PlanStages</name>
    <message>
        <source>Stage</source>
        <extracomment>Rows that are seen without scrolling.</extracomment>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Découpage</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Memory (MB)</source>
        <translation>Mémoire (Mo)</translation>
    </message>
    <message>
        <source>Disk (MB)</source>
        <translation>Disque (Mo)</translation>
    </message>
    <message>
        <source>Time (h:min)</source>
        <translation>Durée (h:min)</translation>
    </message>
    <message>
        <source>In (GB)</source>
        <translation>Lu (Go)</translation>
    </message>
    <message>
        <source>Out (GB)</source>
        <translation>Écrit (Go)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Départ</translation>
    </message>
    <message>
        <source>Stages of the plan</source>
        <translation>Étapes du plan</translation>
    </message>
</context>
<context>
    <name>PlanTrouble</name>
    <message>
        <source>Try again</source>
        <extracomment>The field of the profile or site that is at fault.</extracomment>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Show the setting</source>
        <translation>Montrer le réglage</translation>
    </message>
</context>
<context>
    <name>PlotCard</name>
    <message>
        <source>Save {0} as…</source>
        <translation>Enregistrer {0} sous…</translation>
    </message>
</context>
<context>
    <name>ProductionCards</name>
    <message>
        <source>Productions</source>
        <translation>Productions</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Plus récentes</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Plus anciennes</translation>
    </message>
    <message>
        <source>All productions</source>
        <translation>Toutes les productions</translation>
    </message>
</context>
<context>
    <name>Productions</name>
    <message>
        <source>Productions</source>
        <translation>Productions</translation>
    </message>
    <message>
        <source>Name, target, site, number</source>
        <translation>Nom, cible, site, numéro</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>ProfileActions</name>
    <message>
        <source>Open profile</source>
        <extracomment>Milliseconds after the last edit at which unsaved work is kept.</extracomment>
        <translation>Ouvrir un profil</translation>
    </message>
    <message>
        <source>Profiles (*.yaml *.yml)</source>
        <translation>Profils (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Nouveau profil</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Nom du profil</translation>
    </message>
    <message>
        <source>Save profile as</source>
        <translation>Enregistrer le profil sous</translation>
    </message>
    <message>
        <source>saved {0}</source>
        <translation>{0} enregistré</translation>
    </message>
    <message>
        <source>New profile…</source>
        <translation>Nouveau profil…</translation>
    </message>
    <message>
        <source>Open profile…</source>
        <translation>Ouvrir un profil…</translation>
    </message>
    <message>
        <source>Open profile file…</source>
        <translation>Ouvrir un fichier de profil…</translation>
    </message>
    <message>
        <source>Save profile</source>
        <translation>Enregistrer le profil</translation>
    </message>
    <message>
        <source>Save profile as…</source>
        <translation>Enregistrer le profil sous…</translation>
    </message>
</context>
<context>
    <name>ProfileEditor</name>
    <message>
        <source>Restore unsaved work</source>
        <extracomment>Another profile is in the window. A value, a problem or a mark may have changed.</extracomment>
        <translation>Reprendre le travail non enregistré</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <translation>Changer {0}</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>Réinitialiser {0}</translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Duplicate and edit…</source>
        <extracomment>What can be done with the chosen profile: name of the method, words, icon.</extracomment>
        <translation>Dupliquer et éditer…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Renommer…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Compare to window…</source>
        <translation>Comparer à la fenêtre…</translation>
    </message>
    <message>
        <source>Compare to run…</source>
        <translation>Comparer à l’exécuté…</translation>
    </message>
    <message>
        <source>Profiles</source>
        <extracomment>Those that need a file of the user&apos;s own.</extracomment>
        <translation>Profils</translation>
    </message>
    <message>
        <source>From a result…</source>
        <translation>D’un résultat…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importer…</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Nouveau…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Filter by name, suite or site</source>
        <translation>Filtrer par nom, suite ou site</translation>
    </message>
    <message>
        <source>Trash…</source>
        <translation>Corbeille…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origine</translation>
    </message>
    <message>
        <source>Suite</source>
        <translation>Suite</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Modifié</translation>
    </message>
    <message>
        <source>open</source>
        <translation>ouvert</translation>
    </message>
    <message>
        <source>recent</source>
        <translation>récent</translation>
    </message>
    <message>
        <source>Chosen profile</source>
        <translation>Profil choisi</translation>
    </message>
    <message>
        <source>Trash ({0})…</source>
        <translation>Corbeille ({0})…</translation>
    </message>
    <message>
        <source>Two are chosen: compare them.</source>
        <translation>Deux sont choisis : comparez-les.</translation>
    </message>
    <message>
        <source>Choose one in the table.</source>
        <translation>Choisissez-en un dans le tableau.</translation>
    </message>
    <message>
        <source>Compare these two…</source>
        <translation>Comparer ces deux…</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>Ouvrir {0}</translation>
    </message>
</context>
<context>
    <name>ProvenanceDialog</name>
    <message>
        <source>Provenance of {0}</source>
        <translation>Provenance de {0}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Show Page</source>
        <translation>Montrer la page</translation>
    </message>
    <message>
        <source>Arrows lead from what was read to what was made; what all jobs were told stands below.</source>
        <translation>Les flèches vont de ce qui a été lu à ce qui a été fait ; en bas, ce que tous les jobs ont reçu.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Provenance</translation>
    </message>
</context>
<context>
    <name>ProvenanceView</name>
    <message>
        <source>Provenance</source>
        <extracomment>Between a box and its words; the length of an arrow&apos;s head.</extracomment>
        <translation>Provenance</translation>
    </message>
</context>
<context>
    <name>RateChart</name>
    <message>
        <source>run</source>
        <extracomment>Room above and below the points; how far beside its run the other production&apos;s point lies. Between the names of two runs.</extracomment>
        <translation>run</translation>
    </message>
    <message>
        <source>excess rate (γ/min)</source>
        <translation>taux d’excès (γ/min)</translation>
    </message>
    <message>
        <source>γ/min</source>
        <translation>γ/min</translation>
    </message>
    <message>
        <source>this production</source>
        <translation>cette production</translation>
    </message>
</context>
<context>
    <name>RegionEdits</name>
    <message>
        <source>Change a region</source>
        <translation>Changer une région</translation>
    </message>
    <message>
        <source>Add a region</source>
        <translation>Ajouter une région</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dupliquer</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Retirer {0}</translation>
    </message>
</context>
<context>
    <name>RegionFiles</name>
    <message>
        <source>DS9 regions and catalogues ({0})</source>
        <translation>Régions DS9 et catalogues ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Import Regions</source>
        <translation>Importer des régions</translation>
    </message>
    <message>
        <source>Import regions</source>
        <translation>Importer des régions</translation>
    </message>
    <message>
        <source>{0} regions imported</source>
        <translation>{0} régions importées</translation>
    </message>
    <message>
        <source>Export {0} regions</source>
        <translation>Exporter {0} régions</translation>
    </message>
    <message>
        <source>DS9 regions ({0})</source>
        <translation>Régions DS9 ({0})</translation>
    </message>
    <message>
        <source>{0} regions written to {1}</source>
        <translation>{0} régions écrites dans {1}</translation>
    </message>
    <message>
        <source>Import regions into the saved profile</source>
        <translation>Importer des régions dans le profil enregistré</translation>
    </message>
    <message>
        <source>Export the regions of the saved profile</source>
        <translation>Exporter les régions du profil enregistré</translation>
    </message>
</context>
<context>
    <name>Regions</name>
    <message>
        <source>1 region</source>
        <translation>1 région</translation>
    </message>
    <message>
        <source>{0} regions</source>
        <translation>{0} régions</translation>
    </message>
    <message>
        <source>1 run has no pointing.</source>
        <translation>1 run n’a pas de pointé.</translation>
    </message>
    <message>
        <source>{0} runs have no pointing.</source>
        <translation>{0} runs n’ont pas de pointé.</translation>
    </message>
    <message>
        <source>Shape</source>
        <extracomment>The keys of a region in the order of the columns, with their titles.</extracomment>
        <translation>Forme</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Repère</translation>
    </message>
    <message>
        <source>Lon</source>
        <translation>Lon</translation>
    </message>
    <message>
        <source>Lat</source>
        <translation>Lat</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>Rayon</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Largeur</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Hauteur</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Angle</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
</context>
<context>
    <name>RegionsPage</name>
    <message>
        <source>Command line</source>
        <translation>Ligne de commande</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importer…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Add Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Add Circle</source>
        <translation>Cercle</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Régions</translation>
    </message>
    <message>
        <source>angles in degrees</source>
        <translation>angles en degrés</translation>
    </message>
    <message>
        <source>Excluded regions</source>
        <translation>Régions exclues</translation>
    </message>
    <message>
        <source>Add circles and ellipses, or import a DS9 file or a catalogue.</source>
        <translation>Ajoutez des cercles et des ellipses, ou importez un fichier DS9 ou un catalogue.</translation>
    </message>
    <message>
        <source>No regions yet</source>
        <translation>Pas encore de régions</translation>
    </message>
    <message>
        <source>Target, Galactic plane and mask</source>
        <translation>Cible, plan galactique et masque</translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation>Dupliquer {0}</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Retirer {0}</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report of job {0}.{1}</source>
        <extracomment>Steps that a job&apos;s script has at most.</extracomment>
        <translation>Rapport du job {0}.{1}</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pas</translation>
    </message>
    <message>
        <source>Inputs and outputs</source>
        <translation>Entrées et sorties</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Tentative</translation>
    </message>
    <message>
        <source>Attempt {0}: {1}</source>
        <translation>Tentative {0} : {1}</translation>
    </message>
    <message>
        <source>It reported no inputs and outputs.</source>
        <translation>Elle n’a signalé ni entrées ni sorties.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Pas</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>Durée (s)</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>Code de sortie</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>Somme de contrôle</translation>
    </message>
    <message>
        <source>input</source>
        <translation>entrée</translation>
    </message>
    <message>
        <source>output</source>
        <translation>sortie</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} sur {1}</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>{0} of {1} MB</source>
        <translation>{0} Mo sur {1}</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>Temps CPU</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Nœud</translation>
    </message>
    <message>
        <source>Native id</source>
        <translation>Id natif</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Results</source>
        <extracomment>What is gathered in one lane trip: the outcome, and what is in the files that the overview shows.</extracomment>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Production</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Runs</translation>
    </message>
    <message>
        <source>Send to…</source>
        <translation>Envoyer à…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Show dry run</source>
        <translation>Voir l’essai à blanc</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Voir les jobs</translation>
    </message>
    <message>
        <source>{0} of {1} jobs done</source>
        <translation>{0} jobs terminés sur {1}</translation>
    </message>
    <message>
        <source>Export {0} files…</source>
        <translation>Exporter {0} fichiers…</translation>
    </message>
    <message>
        <source>Export 1 file…</source>
        <translation>Exporter 1 fichier…</translation>
    </message>
    <message>
        <source>Nothing has been submitted from this profile</source>
        <translation>Rien n’a été envoyé avec ce profil</translation>
    </message>
    <message>
        <source>Look at the dry run first; what it shows is exactly what will be sent.</source>
        <translation>Regardez d’abord l’essai à blanc ; ce qu’il montre est exactement ce qui sera envoyé.</translation>
    </message>
    <message>
        <source>There are no results yet</source>
        <translation>Pas encore de résultats</translation>
    </message>
    <message>
        <source>{0} of {1} jobs are done.</source>
        <translation>{0} jobs sur {1} sont terminés.</translation>
    </message>
    <message>
        <source>The last will be in about {0}.</source>
        <translation>Le dernier le sera dans {0} environ.</translation>
    </message>
    <message>
        <source>Compared with production {0}</source>
        <translation>Comparée à la production {0}</translation>
    </message>
    <message>
        <source>All files of this production</source>
        <translation>Tous les fichiers de cette production</translation>
    </message>
    <message>
        <source>Where {0} comes from</source>
        <translation>D’où vient {0}</translation>
    </message>
</context>
<context>
    <name>Retry</name>
    <message>
        <source>Stage</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Failed by</source>
        <translation>En échec par</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Memory (MB)</source>
        <translation>Mémoire (Mo)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Jobs that are tried again</source>
        <translation>Jobs relancés</translation>
    </message>
    <message>
        <source>Retry {0} failed jobs?</source>
        <translation>Relancer {0} jobs en échec ?</translation>
    </message>
    <message>
        <source>Retry the failed job?</source>
        <translation>Relancer le job en échec ?</translation>
    </message>
    <message>
        <source>Retry {0} jobs</source>
        <translation>Relancer {0} jobs</translation>
    </message>
    <message>
        <source>Retry 1 job</source>
        <translation>Relancer 1 job</translation>
    </message>
    <message>
        <source>At most {0} core hours.</source>
        <translation>Au plus {0} heures de cœur.</translation>
    </message>
    <message>
        <source>Results that are there stay; an arrow marks what the jobs ask for anew.</source>
        <translation>Les résultats déjà là restent ; une flèche marque ce que les jobs demandent de nouveau.</translation>
    </message>
</context>
<context>
    <name>RowsCard</name>
    <message>
        <source>Paste rows</source>
        <translation>Coller des lignes</translation>
    </message>
    <message>
        <source>Zenith angles, or a table with titles, from the clipboard</source>
        <translation>Des angles zénithaux, ou une table avec titres, depuis le presse-papiers</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 ligne</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>{0} lignes</translation>
    </message>
    <message>
        <source>1 job of each stage</source>
        <translation>1 job de chaque étape</translation>
    </message>
    <message>
        <source>{0} jobs of each stage</source>
        <translation>{0} jobs de chaque étape</translation>
    </message>
    <message>
        <source>{0}: {1} showers in {2}</source>
        <translation>{0} : {1} gerbes en {2}</translation>
    </message>
    <message>
        <source>Reset 1 own value</source>
        <translation>Rétablir 1 valeur propre</translation>
    </message>
    <message>
        <source>Reset {0} own values</source>
        <translation>Rétablir {0} valeurs propres</translation>
    </message>
    <message>
        <source>Remove 1 row</source>
        <translation>Retirer 1 ligne</translation>
    </message>
    <message>
        <source>Remove {0} rows</source>
        <translation>Retirer {0} lignes</translation>
    </message>
    <message>
        <source>Reset {0} of a row</source>
        <translation>Rétablir {0} d&apos;une ligne</translation>
    </message>
    <message>
        <source>Change {0} of a row</source>
        <translation>Changer {0} d&apos;une ligne</translation>
    </message>
    <message>
        <source>Reset rows</source>
        <translation>Rétablir des lignes</translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation>Retirer des lignes</translation>
    </message>
    <message>
        <source>Add rows</source>
        <translation>Ajouter des lignes</translation>
    </message>
</context>
<context>
    <name>RunChart</name>
    <message>
        <source>run, in order of the list</source>
        <extracomment>A run&apos;s place in the list (from 0) and its value.</extracomment>
        <translation>run, dans l’ordre de la liste</translation>
    </message>
</context>
<context>
    <name>RunColumns</name>
    <message>
        <source>Run</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>Start (UTC)</source>
        <translation>Début (UTC)</translation>
    </message>
    <message>
        <source>Zenith (°)</source>
        <translation>Zénith (°)</translation>
    </message>
    <message>
        <source>Offset (°)</source>
        <translation>Écart (°)</translation>
    </message>
    <message>
        <source>Live (min)</source>
        <translation>Actif (min)</translation>
    </message>
    <message>
        <source>Telesc.</source>
        <translation>Télesc.</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualité</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>RA (°)</source>
        <translation>AD (°)</translation>
    </message>
    <message>
        <source>Dec (°)</source>
        <translation>Déc (°)</translation>
    </message>
    <message>
        <source>Azimuth (°)</source>
        <translation>Azimut (°)</translation>
    </message>
    <message>
        <source>Distance (°)</source>
        <translation>Distance (°)</translation>
    </message>
    <message>
        <source>On time (min)</source>
        <translation>Durée (min)</translation>
    </message>
    <message>
        <source>Dead time corr.</source>
        <translation>Corr. temps mort</translation>
    </message>
    <message>
        <source>Telescopes</source>
        <translation>Télescopes</translation>
    </message>
    <message>
        <source>Muon eff.</source>
        <translation>Eff. muons</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Événements</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>Slice {0}</source>
        <translation>Tranche {0}</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 run</translation>
    </message>
    <message>
        <source>{0} runs</source>
        <translation>{0} runs</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>zenith {0}°</source>
        <translation>zénith {0}°</translation>
    </message>
    <message>
        <source>of {0} found</source>
        <translation>sur {0} trouvés</translation>
    </message>
    <message>
        <source>{0} h live time</source>
        <translation>{0} h de temps actif</translation>
    </message>
    <message>
        <source>{0} h on target</source>
        <translation>{0} h sur la cible</translation>
    </message>
    <message>
        <source>{0} left out by {1}</source>
        <translation>{0} écartés par {1}</translation>
    </message>
</context>
<context>
    <name>RunsCard</name>
    <message>
        <source>No runs yet</source>
        <translation>Pas encore de runs</translation>
    </message>
    <message>
        <source>Add runs by number</source>
        <translation>Ajouter des runs par numéro</translation>
    </message>
    <message>
        <source>Keep Only</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Runs</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>{0} sélectionnés</translation>
    </message>
    <message>
        <source>the first {0} are shown</source>
        <translation>les {0} premiers sont montrés</translation>
    </message>
    <message>
        <source>Keep Only {0}</source>
        <translation>Garder {0}</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Retirer {0}</translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation>Colonnes habituelles</translation>
    </message>
</context>
<context>
    <name>RunsView</name>
    <message>
        <source>Runs</source>
        <translation>Runs</translation>
    </message>
    <message>
        <source>No run has been counted yet.</source>
        <translation>Aucun run n’a encore été compté.</translation>
    </message>
    <message>
        <source>{0} beside {1}</source>
        <translation>{0} à côté de {1}</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>Save as</source>
        <extracomment>The numbers of a plot, by what its files are called; the map&apos;s are its FITS file.</extracomment>
        <translation>Enregistrer sous</translation>
    </message>
    <message>
        <source>Export {0} files to</source>
        <translation>Exporter {0} fichiers vers</translation>
    </message>
    <message>
        <source>exported {0} files to {1}</source>
        <translation>{0} fichiers exportés vers {1}</translation>
    </message>
    <message>
        <source>saved {0}</source>
        <translation>{0} enregistré</translation>
    </message>
</context>
<context>
    <name>Scenery</name>
    <message>
        <source>within {0}° of the target</source>
        <extracomment>Where the window keeps what is shown on the map.</extracomment>
        <translation>à moins de {0}° de la cible</translation>
    </message>
</context>
<context>
    <name>Schedule</name>
    <message>
        <source>Azimuth (°)</source>
        <translation>Azimut (°)</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Indice</translation>
    </message>
    <message>
        <source>Emin0 (TeV)</source>
        <translation>Emin0 (TeV)</translation>
    </message>
    <message>
        <source>Emax0 (TeV)</source>
        <translation>Emax0 (TeV)</translation>
    </message>
    <message>
        <source>ρ min (m)</source>
        <translation>ρ min (m)</translation>
    </message>
    <message>
        <source>ρ max0 (m)</source>
        <translation>ρ max0 (m)</translation>
    </message>
    <message>
        <source>Showers a row</source>
        <translation>Gerbes par ligne</translation>
    </message>
    <message>
        <source>Showers a job</source>
        <translation>Gerbes par job</translation>
    </message>
    <message>
        <source>Emin: power</source>
        <extracomment>How the values grow with 1/cos(zenith).</extracomment>
        <translation>Emin : exp.</translation>
    </message>
    <message>
        <source>Emax: power</source>
        <translation>Emax : exp.</translation>
    </message>
    <message>
        <source>ρ max: power</source>
        <translation>ρ max : exp.</translation>
    </message>
    <message>
        <source>Job: power</source>
        <translation>Job : exp.</translation>
    </message>
    <message>
        <source>Seed</source>
        <extracomment>Of the profile, not of its section.</extracomment>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Configuration</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Telescope layout</source>
        <translation>Télescopes</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Pour</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>Primaire</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Zenith (°)</source>
        <extracomment>Name of a row&apos;s value -&gt; title, width in pixels, the unit that a bare number has. The last column is computed.</extracomment>
        <translation>Zénith (°)</translation>
    </message>
    <message>
        <source>Emin (TeV)</source>
        <translation>Emin (TeV)</translation>
    </message>
    <message>
        <source>Emax (TeV)</source>
        <translation>Emax (TeV)</translation>
    </message>
    <message>
        <source>ρ max (m)</source>
        <translation>ρ max (m)</translation>
    </message>
    <message>
        <source>Req. showers</source>
        <translation>Gerbes dem.</translation>
    </message>
    <message>
        <source># jobs</source>
        <translation># jobs</translation>
    </message>
    <message>
        <source>{0}: the row&apos;s own value. Del lets the schedule count again</source>
        <extracomment>A cell was typed: the row&apos;s place, the value&apos;s name, the value; nothing resets it.</extracomment>
        <translation>{0} : valeur propre de la ligne. Suppr rétablit celle de la planification</translation>
    </message>
    <message>
        <source>Rows as they will be made</source>
        <translation>Les lignes telles qu&apos;elles seront faites</translation>
    </message>
    <message>
        <source>Smash after share</source>
        <translation>Smash dès la part</translation>
    </message>
    <message>
        <source>Smash on a word</source>
        <translation>Smash si déclaré</translation>
    </message>
</context>
<context>
    <name>SearchCard</name>
    <message>
        <source>any</source>
        <extracomment>What many suites have as parameters, beside the terms. Terms that count only while runs are searched.</extracomment>
        <translation>au choix</translation>
    </message>
    <message>
        <source>Runs from</source>
        <translation>Origine des runs</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
</context>
<context>
    <name>SendDialog</name>
    <message>
        <source>Send to another program</source>
        <translation>Envoyer à un autre programme</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programmes</translation>
    </message>
    <message>
        <source>Look Again</source>
        <translation>Regarder encore</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Programs that take it</source>
        <translation>Programmes qui l’acceptent</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Asking the hub…</source>
        <translation>Question au hub…</translation>
    </message>
    <message>
        <source>A hub runs, but no program at it takes this. Start Aladin, DS9 or TOPCAT, and look again.</source>
        <translation>Un hub tourne, mais aucun de ses programmes n’accepte ceci. Lancez Aladin, DS9 ou TOPCAT, et regardez encore.</translation>
    </message>
    <message>
        <source>Send to {0}</source>
        <translation>Envoyer à {0}</translation>
    </message>
    <message>
        <source>Send to {0} programs</source>
        <translation>Envoyer à {0} programmes</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Envoi…</translation>
    </message>
    <message>
        <source>{0} took it.</source>
        <translation>{0} l’a reçu.</translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message>
        <source>Submitting</source>
        <extracomment>It is being done; in words. It was refused. The scripts are written. It is sent, as this production.</extracomment>
        <translation>Envoi</translation>
    </message>
    <message>
        <source>{0} of the checks say that it cannot work</source>
        <translation>{0} contrôles disent que cela ne peut pas marcher</translation>
    </message>
    <message>
        <source>Submit all the same</source>
        <translation>Envoyer quand même</translation>
    </message>
    <message>
        <source>production {0} is submitted</source>
        <translation>la production {0} est envoyée</translation>
    </message>
    <message>
        <source>Folder for the scripts</source>
        <translation>Dossier des scripts</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Écriture</translation>
    </message>
    <message>
        <source>scripts are in {0}</source>
        <translation>les scripts sont dans {0}</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Set in this profile; the site file {0} says {1}.</source>
        <translation>Réglé dans ce profil ; le fichier du site {0} dit {1}.</translation>
    </message>
    <message>
        <source>From the site file {0}.</source>
        <translation>Du fichier du site {0}.</translation>
    </message>
    <message>
        <source>The default; the site file {0} does not say it.</source>
        <translation>Valeur par défaut ; le fichier du site {0} ne la donne pas.</translation>
    </message>
    <message>
        <source>Change {0} of the site</source>
        <translation>Changer {0} du site</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>Set in this profile.</source>
        <translation>Réglé dans ce profil.</translation>
    </message>
    <message>
        <source>The default.</source>
        <translation>Valeur par défaut.</translation>
    </message>
</context>
<context>
    <name>ShelfActions</name>
    <message>
        <source>Not saved at an earlier time</source>
        <translation>Pas enregistré une fois précédente</translation>
    </message>
    <message>
        <source>{0} has unsaved changes</source>
        <translation>{0} a des changements non enregistrés</translation>
    </message>
    <message>
        <source>What you changed is kept as a draft, and offered again here.</source>
        <translation>Vos changements sont gardés comme brouillon, et proposés ici.</translation>
    </message>
    <message>
        <source>Open without saving</source>
        <translation>Ouvrir sans enregistrer</translation>
    </message>
    <message>
        <source>Open the profile that made this file</source>
        <translation>Ouvrir le profil qui a fait ce fichier</translation>
    </message>
    <message>
        <source>Profiles (*.yaml *.yml)</source>
        <translation>Profils (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Import a profile</source>
        <translation>Importer un profil</translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation>Dupliquer {0}</translation>
    </message>
    <message>
        <source>Name of the copy</source>
        <translation>Nom de la copie</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>Renommer {0}</translation>
    </message>
    <message>
        <source>The new name</source>
        <translation>Le nouveau nom</translation>
    </message>
    <message>
        <source>Export {0}</source>
        <translation>Exporter {0}</translation>
    </message>
    <message>
        <source>exported {0}</source>
        <translation>{0} exporté</translation>
    </message>
    <message>
        <source>{0} deleted · Undo</source>
        <translation>{0} supprimé · Annuler</translation>
    </message>
    <message>
        <source>{0} is back</source>
        <translation>{0} est de retour</translation>
    </message>
    <message>
        <source>in this window</source>
        <translation>dans cette fenêtre</translation>
    </message>
    <message>
        <source>as run in #{0}</source>
        <translation>tel qu’exécuté en #{0}</translation>
    </message>
    <message>
        <source>edited {0}</source>
        <translation>{0} édité</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Continuer avec</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>L’abandonner</translation>
    </message>
    <message>
        <source>Go on with the draft of {0}</source>
        <translation>Continuer avec le brouillon de {0}</translation>
    </message>
    <message>
        <source>Drop the draft of {0}</source>
        <translation>Abandonner le brouillon de {0}</translation>
    </message>
    <message>
        <source>Drop the draft of {0}?</source>
        <translation>Abandonner le brouillon de {0} ?</translation>
    </message>
    <message>
        <source>What was not saved then is lost; the profile itself stays.</source>
        <translation>Ce qui n’était pas enregistré est alors perdu ; le profil reste.</translation>
    </message>
    <message>
        <source>Drop 1 draft</source>
        <translation>Abandonner 1 brouillon</translation>
    </message>
    <message>
        <source>List profiles</source>
        <translation>Lister les profils</translation>
    </message>
    <message>
        <source>Compare these two</source>
        <translation>Comparer ces deux</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dupliquer</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>What is in the trash</source>
        <translation>Ce qui est dans la corbeille</translation>
    </message>
    <message>
        <source>Compare {0} with what was run</source>
        <translation>Comparer {0} avec ce qui a été exécuté</translation>
    </message>
    <message>
        <source>Nothing has been run yet.</source>
        <translation>Rien n’a encore été exécuté.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Production</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Stages and pages</source>
        <extracomment>A page without a line of its own, and the one that it belongs to.</extracomment>
        <translation>Étapes et pages</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Travail</translation>
    </message>
</context>
<context>
    <name>SignificanceCard</name>
    <message>
        <source>Pixels of the map</source>
        <translation>Pixels de la carte</translation>
    </message>
</context>
<context>
    <name>SignificanceChart</name>
    <message>
        <source>significance (σ)</source>
        <extracomment>Points of the normal distribution that are drawn; the least count on the axis, as a power of ten.</extracomment>
        <translation>significativité (σ)</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>pixels</translation>
    </message>
    <message>
        <source>mean {0}, width {1}</source>
        <translation>moyenne {0}, largeur {1}</translation>
    </message>
    <message>
        <source>all pixels</source>
        <translation>tous les pixels</translation>
    </message>
    <message>
        <source>off the source</source>
        <translation>hors de la source</translation>
    </message>
</context>
<context>
    <name>Silence</name>
    <message>
        <source>Try now</source>
        <translation>Essayer</translation>
    </message>
    <message>
        <source>No answer from {0} since {1}</source>
        <translation>Pas de réponse de {0} depuis {1}</translation>
    </message>
    <message>
        <source>No job has changed state since then.</source>
        <translation>Aucun job n’a changé d’état depuis.</translation>
    </message>
    <message>
        <source>Next try in {0}.</source>
        <translation>Prochain essai dans {0}.</translation>
    </message>
    <message>
        <source>The bookkeeping has not answered since {0}</source>
        <translation>La comptabilité ne répond plus depuis {0}</translation>
    </message>
    <message>
        <source>What you see is as last read; until it answers, nothing is sent, retried or cancelled.</source>
        <translation>Vous voyez le dernier état lu ; tant qu’elle ne répond pas, rien n’est envoyé, relancé ni annulé.</translation>
    </message>
</context>
<context>
    <name>SiteCard</name>
    <message>
        <source>Batch system</source>
        <extracomment>Words for the status of an element in which it takes jobs, in lower case.</extracomment>
        <translation>Système de batch</translation>
    </message>
    <message>
        <source>Elements…</source>
        <translation>Éléments…</translation>
    </message>
    <message>
        <source>Edit site…</source>
        <translation>Éditer le site…</translation>
    </message>
    <message>
        <source>{0}, from {1}</source>
        <translation>{0}, de {1}</translation>
    </message>
    <message>
        <source>asked…</source>
        <translation>demandé…</translation>
    </message>
    <message>
        <source>answers in {0} s</source>
        <translation>répond en {0} s</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>inutilisable</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>sans réponse</translation>
    </message>
    <message>
        <source>{0} Asked {1} ago.</source>
        <translation>{0} Demandé il y a {1}.</translation>
    </message>
</context>
<context>
    <name>SiteChange</name>
    <message>
        <source>Keep {0}</source>
        <translation>Garder {0}</translation>
    </message>
    <message>
        <source>Drop {0}</source>
        <translation>Abandonner {0}</translation>
    </message>
    <message>
        <source>Change from {0} to {1}?</source>
        <translation>Passer de {0} à {1} ?</translation>
    </message>
    <message>
        <source>This profile changes {0} settings of {1}. They may not fit {2}.</source>
        <translation>Ce profil change {0} réglages de {1}. Ils ne conviennent peut-être pas à {2}.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>SiteFile</name>
    <message>
        <source>Site file {0}</source>
        <translation>Fichier du site {0}</translation>
    </message>
    <message>
        <source>Open in editor</source>
        <translation>Ouvrir dans l’éditeur</translation>
    </message>
    <message>
        <source>Make a copy…</source>
        <translation>Faire une copie…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>This file is not yours to write: make a copy, which the profile then uses.</source>
        <translation>Ce fichier n’est pas à vous : faites une copie, que le profil utilisera.</translation>
    </message>
    <message>
        <source>All profiles that name this site use this file.</source>
        <translation>Tous les profils qui nomment ce site utilisent ce fichier.</translation>
    </message>
    <message>
        <source>Copy of {0}</source>
        <translation>Copie de {0}</translation>
    </message>
    <message>
        <source>Name of the new site</source>
        <translation>Nom du nouveau site</translation>
    </message>
</context>
<context>
    <name>SkyChart</name>
    <message>
        <source>RA (J2000)</source>
        <extracomment>Room for a text at each axis, between two of them, and the cross at the target. With fewer declinations at the axis they are written into the sky.</extracomment>
        <translation>AD (J2000)</translation>
    </message>
    <message>
        <source>Dec (J2000)</source>
        <translation>Déc (J2000)</translation>
    </message>
</context>
<context>
    <name>SkyLayers</name>
    <message>
        <source>Pointings, with field of view</source>
        <extracomment>Radius of a sign.</extracomment>
        <translation>Pointés, avec le champ de vue</translation>
    </message>
    <message>
        <source>Known sources</source>
        <translation>Sources connues</translation>
    </message>
    <message>
        <source>Stars to magnitude 5</source>
        <translation>Étoiles jusqu’à la magnitude 5</translation>
    </message>
    <message>
        <source>Galactic plane</source>
        <translation>Plan galactique</translation>
    </message>
</context>
<context>
    <name>SkyMap</name>
    <message>
        <source>mask</source>
        <extracomment>Degrees around the middle in which anything is drawn at all. Fields of view that are drawn; with more pointings they would be one smear. The radius of a star in pixels at magnitude 0, what a magnitude takes off, and the least that is left. What can be shown or not.</extracomment>
        <translation>masque</translation>
    </message>
    <message>
        <source>{0}, {1} mag</source>
        <translation>{0}, {1} mag</translation>
    </message>
    <message>
        <source>Move a region</source>
        <extracomment>Regions by their place in the list. The number of a region that is not in the list yet. Radius of a circle that is put down by a click, in degrees.
----------
Degrees by which a key moves or resizes, and turns; and how many times that with Shift. Declination from which on north is no direction to go on in. Key -&gt; east and north, as the map shows them.</extracomment>
        <translation>Déplacer une région</translation>
    </message>
    <message>
        <source>Turn a region</source>
        <translation>Tourner une région</translation>
    </message>
    <message>
        <source>Resize a region</source>
        <translation>Redimensionner une région</translation>
    </message>
    <message>
        <source>Draw a region</source>
        <translation>Tracer une région</translation>
    </message>
    <message>
        <source>{0}° from {1}</source>
        <translation>à {0}° de {1}</translation>
    </message>
    <message>
        <source>the target</source>
        <translation>la cible</translation>
    </message>
    <message>
        <source>Circle {0} of {1}° at {2}</source>
        <translation>Cercle {0} de {1}° en {2}</translation>
    </message>
    <message>
        <source>Ellipse {0} of {1}° by {2}°, turned by {3}°, at {4}</source>
        <translation>Ellipse {0} de {1}° sur {2}°, tournée de {3}°, en {4}</translation>
    </message>
</context>
<context>
    <name>SliceStrip</name>
    <message>
        <source>{0} slices</source>
        <translation>{0} tranches</translation>
    </message>
    <message>
        <source>Slice {0}</source>
        <translation>Tranche {0}</translation>
    </message>
</context>
<context>
    <name>Specific</name>
    <message>
        <source>List of Computing Elements…</source>
        <extracomment>Settings of a backend that the page has elsewhere already, and lists that have a dialog of their own.</extracomment>
        <translation>Liste des éléments de calcul…</translation>
    </message>
    <message>
        <source>List of WMS Servers…</source>
        <translation>Liste des serveurs WMS…</translation>
    </message>
</context>
<context>
    <name>SpecificCard</name>
    <message>
        <source>only for this system</source>
        <extracomment>What a job asks for.</extracomment>
        <translation>pour ce système seulement</translation>
    </message>
    <message>
        <source>Computed for the neediest job; each stage asks for what it needs.</source>
        <translation>Calculé pour le job le plus exigeant ; chaque étape demande ce qu’il lui faut.</translation>
    </message>
    <message>
        <source>Typed: every job asks for this.</source>
        <translation>Saisi : chaque job demande cela.</translation>
    </message>
</context>
<context>
    <name>SpectrumCard</name>
    <message>
        <source>Spectrum</source>
        <translation>Spectre</translation>
    </message>
    <message>
        <source>published</source>
        <translation>publié</translation>
    </message>
    <message>
        <source>injected</source>
        <translation>injecté</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>rapport</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Comparer à</translation>
    </message>
    <message>
        <source>compare with…</source>
        <translation>comparer à…</translation>
    </message>
</context>
<context>
    <name>SpectrumChart</name>
    <message>
        <source>energy (TeV)</source>
        <extracomment>Of the height: the panel below, and the room between the two; the length of an arrow, in decades of flux. Least reach of the residuals, and how faint the bands are. What the curve of a simulation is called; the colours of published curves.</extracomment>
        <translation>énergie (TeV)</translation>
    </message>
    <message>
        <source>E² dN/dE (TeV cm⁻² s⁻¹)</source>
        <translation>E² dN/dE (TeV cm⁻² s⁻¹)</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>rapport</translation>
    </message>
    <message>
        <source>residual (σ)</source>
        <translation>résidu (σ)</translation>
    </message>
    <message>
        <source>fit, {0}</source>
        <translation>ajustement, {0}</translation>
    </message>
    <message>
        <source>flux points</source>
        <translation>points de flux</translation>
    </message>
    <message>
        <source>injected</source>
        <translation>injecté</translation>
    </message>
</context>
<context>
    <name>StageCell</name>
    <message>
        <source>of {0}</source>
        <translation>sur {0}</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} done, {3} failed</source>
        <translation>{0} : {1} terminés sur {2}, {3} en échec</translation>
    </message>
    <message>
        <source>Waits for:</source>
        <translation>Attend :</translation>
    </message>
</context>
<context>
    <name>StagePage</name>
    <message>
        <source>one job for each run</source>
        <translation>un job par run</translation>
    </message>
    <message>
        <source>one job for each slice</source>
        <translation>un job par tranche</translation>
    </message>
    <message>
        <source>one job for each row</source>
        <translation>un job par ligne</translation>
    </message>
    <message>
        <source>one job for each table node</source>
        <translation>un job par nœud de table</translation>
    </message>
    <message>
        <source>one job</source>
        <translation>un job</translation>
    </message>
    <message>
        <source>Reset Page</source>
        <translation>Réinitialiser la page</translation>
    </message>
    <message>
        <source>Part of the analysis</source>
        <translation>Fait partie de l’analyse</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Ce qu’elle fait</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Appartient à</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>Lit</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>Écrit</translation>
    </message>
    <message>
        <source>Needs for one run</source>
        <translation>Besoins pour un run</translation>
    </message>
    <message>
        <source>{0} MB of memory, {1} min</source>
        <translation>{0} Mo de mémoire, {1} min</translation>
    </message>
    <message>
        <source>Switch {0} on</source>
        <translation>Activer {0}</translation>
    </message>
    <message>
        <source>Switch {0} off</source>
        <translation>Désactiver {0}</translation>
    </message>
</context>
<context>
    <name>StageStrip</name>
    <message>
        <source>Stages</source>
        <extracomment>The stage to filter by; empty for all.</extracomment>
        <translation>Étapes</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>not here</source>
        <extracomment>Nothing is going on in a production of these states: no pace, and nobody asks its site.</extracomment>
        <translation>pas ici</translation>
    </message>
    <message>
        <source>off</source>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>error</source>
        <translation>erreur</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} en échec</translation>
    </message>
    <message>
        <source>unnamed</source>
        <translation>sans nom</translation>
    </message>
    <message>
        <source>staging {0} of {1}</source>
        <translation>{0} sur {1} revenus de bande</translation>
    </message>
    <message>
        <source>{0} jobs/h</source>
        <translation>{0} jobs/h</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>{0} restant</translation>
    </message>
    <message>
        <source>no answer from {0} since {1}</source>
        <translation>pas de réponse de {0} depuis {1}</translation>
    </message>
    <message>
        <source>{0} answered {1} ago</source>
        <translation>{0} a répondu il y a {1}</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>not set</source>
        <extracomment>Every word for a state that the window shows: of stages, jobs, attempts, productions, sites.</extracomment>
        <translation>non défini</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>valide</translation>
    </message>
    <message>
        <source>error</source>
        <translation>erreur</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>pas ici</translation>
    </message>
    <message>
        <source>off</source>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>prévu</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nouveau</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>staging</source>
        <translation>transfert</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>prêt</translation>
    </message>
    <message>
        <source>submitting</source>
        <translation>envoi</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>en file</translation>
    </message>
    <message>
        <source>held</source>
        <translation>retenu</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>contrôle</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>arrêté</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>clos</translation>
    </message>
    <message>
        <source>surplus</source>
        <translation>surplus</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refusé</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
</context>
<context>
    <name>Statistics</name>
    <message>
        <source>Stage</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Essais</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminés</translation>
    </message>
    <message>
        <source>Mean memory (MB)</source>
        <translation>Mémoire moyenne (Mo)</translation>
    </message>
    <message>
        <source>Most memory (MB)</source>
        <translation>Mémoire maximale (Mo)</translation>
    </message>
    <message>
        <source>Mean time</source>
        <translation>Durée moy.</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>La plus longue</translation>
    </message>
    <message>
        <source>Memory, wall time and success by stage and site</source>
        <translation>Mémoire, durée et succès par étape et par site</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminés</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échoués</translation>
    </message>
    <message>
        <source>1 attempt</source>
        <translation>1 essai</translation>
    </message>
    <message>
        <source>{0} attempts</source>
        <translation>{0} essais</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>demandé</translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>Statistics</source>
        <translation>Statistiques</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Débit</translation>
    </message>
    <message>
        <source>Waiting and running</source>
        <translation>En attente et en cours</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>peak memory (MB)</source>
        <translation>mémoire maximale (Mo)</translation>
    </message>
    <message>
        <source>Wall time</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>wall time (min)</source>
        <translation>durée (min)</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en cours</translation>
    </message>
    <message>
        <source>waiting at the site</source>
        <translation>en attente au site</translation>
    </message>
    <message>
        <source>jobs per {0}</source>
        <translation>jobs par {0}</translation>
    </message>
    <message>
        <source>now {0} running, {1} waiting at the site</source>
        <translation>maintenant {0} en cours, {1} en attente au site</translation>
    </message>
    <message>
        <source>These figures</source>
        <translation>Ces chiffres</translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Modifié</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>at hand</source>
        <extracomment>How a locality is said, with the state whose dot stands before it.</extracomment>
        <translation>disponible</translation>
    </message>
    <message>
        <source>on tape</source>
        <translation>sur bande</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>This machine: {0}</source>
        <extracomment>Letters that would break a line of the table, and what stands for them.</extracomment>
        <translation>Cette machine : {0}</translation>
    </message>
    <message>
        <source>asking…</source>
        <translation>demande en cours…</translation>
    </message>
    <message>
        <source>1 name</source>
        <translation>1 nom</translation>
    </message>
    <message>
        <source>{0} names</source>
        <translation>{0} noms</translation>
    </message>
    <message>
        <source>{0}, {1} ago</source>
        <translation>{0}, il y a {1}</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <extracomment>Where the bytes of files are that may have to be brought from tape.</extracomment>
        <translation>Stockage</translation>
    </message>
    <message>
        <source>Storages</source>
        <translation>Stockages</translation>
    </message>
    <message>
        <source>Is all there?</source>
        <translation>Tout est-il là ?</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>A path, or sftp://HOST/PATH, root://HOST//PATH, davs://HOST/PATH, …</source>
        <translation>Un chemin, ou sftp://HÔTE/CHEMIN, root://HÔTE//CHEMIN, davs://HÔTE/CHEMIN, …</translation>
    </message>
    <message>
        <source>Look there</source>
        <translation>Y aller</translation>
    </message>
    <message>
        <source>List this folder again</source>
        <translation>Lister ce dossier à nouveau</translation>
    </message>
    <message>
        <source>Copy files here…</source>
        <translation>Copier des fichiers ici…</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Nouveau dossier…</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>Somme de contrôle</translation>
    </message>
    <message>
        <source>Copy 1 to…</source>
        <translation>Copier 1 vers…</translation>
    </message>
    <message>
        <source>Copy {0} to…</source>
        <translation>Copier {0} vers…</translation>
    </message>
    <message>
        <source>Copy to…</source>
        <translation>Copier vers…</translation>
    </message>
    <message>
        <source>Bring 1 online</source>
        <translation>Rappeler 1 de la bande</translation>
    </message>
    <message>
        <source>Bring {0} online</source>
        <translation>Rappeler {0} de la bande</translation>
    </message>
    <message>
        <source>Bring online</source>
        <translation>Mettre en ligne</translation>
    </message>
    <message>
        <source>Delete 1…</source>
        <translation>Supprimer 1…</translation>
    </message>
    <message>
        <source>Delete {0}…</source>
        <translation>Supprimer {0}…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Supprimer…</translation>
    </message>
    <message>
        <source>Choose a place, and unfold it. Files are copied by dragging them, too.</source>
        <translation>Choisissez un endroit et dépliez-le. On peut aussi copier des fichiers en les faisant glisser.</translation>
    </message>
    <message>
        <source>1 name chosen</source>
        <translation>1 nom choisi</translation>
    </message>
    <message>
        <source>{0} names chosen</source>
        <translation>{0} noms choisis</translation>
    </message>
    <message>
        <source>Copy files here</source>
        <translation>Copier des fichiers ici</translation>
    </message>
    <message>
        <source>Copy 1 name to</source>
        <translation>Copier 1 nom vers</translation>
    </message>
    <message>
        <source>Copy {0} names to</source>
        <translation>Copier {0} noms vers</translation>
    </message>
    <message>
        <source>This folder</source>
        <translation>Ce dossier</translation>
    </message>
    <message>
        <source>Its checksum</source>
        <translation>Sa somme de contrôle</translation>
    </message>
    <message>
        <source>From tape</source>
        <translation>Rappelés de la bande</translation>
    </message>
    <message>
        <source>Copied here</source>
        <translation>Copiés ici</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Supprimés</translation>
    </message>
</context>
<context>
    <name>StorageVerbs</name>
    <message>
        <source>looking what is to be copied…</source>
        <extracomment>A list of names is cut after this many. To whom a word is said when there is something new in the queue: no production in particular.</extracomment>
        <translation>recherche de ce qui est à copier…</translation>
    </message>
    <message>
        <source>1 copy is in the queue</source>
        <translation>1 copie est dans la file</translation>
    </message>
    <message>
        <source>{0} copies are in the queue</source>
        <translation>{0} copies sont dans la file</translation>
    </message>
    <message>
        <source>1 name was there already</source>
        <translation>1 nom existait déjà</translation>
    </message>
    <message>
        <source>{0} names were there already</source>
        <translation>{0} noms existaient déjà</translation>
    </message>
    <message>
        <source>1 link to a folder is not followed</source>
        <translation>1 lien vers un dossier n&apos;est pas suivi</translation>
    </message>
    <message>
        <source>{0} links to folders are not followed</source>
        <translation>{0} liens vers des dossiers ne sont pas suivis</translation>
    </message>
    <message>
        <source>1 file was asked for from tape</source>
        <translation>1 fichier a été demandé à la bande</translation>
    </message>
    <message>
        <source>{0} files were asked for from tape</source>
        <translation>{0} fichiers ont été demandés à la bande</translation>
    </message>
    <message>
        <source>all of them are at hand</source>
        <translation>tous sont disponibles</translation>
    </message>
    <message>
        <source>computing the checksum of {0}…</source>
        <translation>calcul de la somme de contrôle de {0}…</translation>
    </message>
    <message>
        <source>Its {0} is {1}.</source>
        <translation>Son {0} est {1}.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Nouveau dossier</translation>
    </message>
    <message>
        <source>It is made in {0}.</source>
        <translation>Il est créé dans {0}.</translation>
    </message>
    <message>
        <source>counting what would be removed…</source>
        <translation>comptage de ce qui serait supprimé…</translation>
    </message>
    <message>
        <source>removing…</source>
        <translation>suppression…</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 fichier</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>{0} fichiers</translation>
    </message>
    <message>
        <source>1 folder</source>
        <translation>1 dossier</translation>
    </message>
    <message>
        <source>{0} folders</source>
        <translation>{0} dossiers</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>et {0} autres</translation>
    </message>
    <message>
        <source>They hold {0}, and cannot be brought back.</source>
        <translation>Ils contiennent {0} et ne peuvent pas être récupérés.</translation>
    </message>
    <message>
        <source>Remove {0}?</source>
        <translation>Supprimer {0} ?</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Supprimer {0}</translation>
    </message>
    <message>
        <source>1 name was removed</source>
        <translation>1 nom a été supprimé</translation>
    </message>
    <message>
        <source>{0} names were removed</source>
        <translation>{0} noms ont été supprimés</translation>
    </message>
    <message>
        <source>1 name could not be removed</source>
        <translation>1 nom n’a pas pu être supprimé</translation>
    </message>
    <message>
        <source>{0} names could not be removed</source>
        <translation>{0} noms n’ont pas pu être supprimés</translation>
    </message>
</context>
<context>
    <name>TargetPage</name>
    <message>
        <source>Import…</source>
        <extracomment>Where the window keeps the columns that the user chose.</extracomment>
        <translation>Importer…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Ligne de commande</translation>
    </message>
    <message>
        <source>Find Runs</source>
        <translation>Chercher des runs</translation>
    </message>
    <message>
        <source>No runs to show</source>
        <translation>Aucun run à montrer</translation>
    </message>
    <message>
        <source>The reason stands above.</source>
        <translation>La raison est au-dessus.</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Pas encore de runs</translation>
    </message>
    <message>
        <source>Say how many are to be simulated.</source>
        <translation>Dites combien doivent être simulés.</translation>
    </message>
    <message>
        <source>No list of runs</source>
        <translation>Pas de liste de runs</translation>
    </message>
    <message>
        <source>Those that match are found when it is planned.</source>
        <translation>Ceux qui correspondent sont cherchés au moment du plan.</translation>
    </message>
    <message>
        <source>Find those that fit, import a list, or add runs by number.</source>
        <translation>Cherchez ceux qui conviennent, importez une liste, ou ajoutez des runs par numéro.</translation>
    </message>
    <message>
        <source>Choose a target</source>
        <translation>Choisir une cible</translation>
    </message>
</context>
<context>
    <name>Terms</name>
    <message>
        <source>Number of runs</source>
        <extracomment>What says which runs, by the key that it has in the profile&apos;s ``runs``; all of them belong to one way.</extracomment>
        <translation>Nombre de runs</translation>
    </message>
    <message>
        <source>First run</source>
        <translation>Premier run</translation>
    </message>
    <message>
        <source>Run list</source>
        <translation>Liste de runs</translation>
    </message>
    <message>
        <source>Radius</source>
        <extracomment>Parameters that stand elsewhere on the page, or as something else. Short titles for what suites call by longer ones.</extracomment>
        <translation>Rayon</translation>
    </message>
    <message>
        <source>Zenith ≤</source>
        <translation>Zénith ≤</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Telescopes</source>
        <translation>Télescopes</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualité</translation>
    </message>
    <message>
        <source>Shortest run</source>
        <translation>Run le plus court</translation>
    </message>
    <message>
        <source>Data store</source>
        <translation>Dépôt de données</translation>
    </message>
    <message>
        <source>Zenith ≥</source>
        <translation>Zénith ≥</translation>
    </message>
    <message>
        <source>Telescopes ≥</source>
        <translation>Télescopes ≥</translation>
    </message>
    <message>
        <source>Run length</source>
        <translation>Durée d’un run</translation>
    </message>
    <message>
        <source>Season</source>
        <translation>Saison</translation>
    </message>
    <message>
        <source>Fixed zenith</source>
        <translation>Zénith fixe</translation>
    </message>
    <message>
        <source>Wobble</source>
        <translation>Wobble</translation>
    </message>
    <message>
        <source>Write for instance 1 2 3 4.</source>
        <translation>Écrivez par exemple 1 2 3 4.</translation>
    </message>
    <message>
        <source>Look every</source>
        <extracomment>Where it stands in the profile.</extracomment>
        <translation>Chercher toutes les</translation>
    </message>
    <message>
        <source>Look every (min)</source>
        <translation>Toutes les (min)</translation>
    </message>
</context>
<context>
    <name>Theta2Chart</name>
    <message>
        <source>θ² (deg²)</source>
        <extracomment>Room above the highest bin, and at the right for half of a text.</extracomment>
        <translation>θ² (deg²)</translation>
    </message>
    <message>
        <source>events</source>
        <translation>événements</translation>
    </message>
    <message>
        <source>{0} events on, {1} off</source>
        <translation>{0} événements on, {1} off</translation>
    </message>
    <message>
        <source>on</source>
        <translation>on</translation>
    </message>
    <message>
        <source>off (mirror)</source>
        <translation>off (miroir)</translation>
    </message>
    <message>
        <source>on, {0}</source>
        <translation>on, {0}</translation>
    </message>
    <message>
        <source>cut {0} deg²</source>
        <translation>coupure {0} deg²</translation>
    </message>
</context>
<context>
    <name>TimeField</name>
    <message>
        <source>A day, or two times with .. between them; an end may be left out</source>
        <translation>Un jour, ou deux instants séparés par .. ; une borne peut manquer</translation>
    </message>
</context>
<context>
    <name>TimeLine</name>
    <message>
        <source>user</source>
        <extracomment>So many stretches of time are drawn at most. Who did something, in words.</extracomment>
        <translation>utilisateur</translation>
    </message>
    <message>
        <source>program</source>
        <translation>programme</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>plan</translation>
    </message>
    <message>
        <source>running</source>
        <extracomment>What the colours and marks of a lane mean.</extracomment>
        <translation>en cours</translation>
    </message>
    <message>
        <source>waiting at the site</source>
        <translation>en attente au site</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échoués</translation>
    </message>
    <message>
        <source>tried again</source>
        <translation>relancés</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Chronologie</translation>
    </message>
</context>
<context>
    <name>TimeLineView</name>
    <message>
        <source>What ran when</source>
        <translation>Ce qui a tourné, et quand</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Agrandir</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Réduire</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Ce qui a été fait</translation>
    </message>
    <message>
        <source>What was done to the production</source>
        <translation>Ce qui a été fait à la production</translation>
    </message>
    <message>
        <source>{0} to {1} · by {2}</source>
        <translation>{0} à {1} · par {2}</translation>
    </message>
    <message>
        <source>{0} · {1}: {2} running, {3} waiting, {4} done, {5} failed, {6} tried again</source>
        <translation>{0} · {1} : {2} en cours, {3} en attente, {4} terminés, {5} échoués, {6} relancés</translation>
    </message>
    <message>
        <source>This time line</source>
        <translation>Cette chronologie</translation>
    </message>
</context>
<context>
    <name>Transfers</name>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Vers</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Débit</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Reste</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>{0} Again in {1}.</source>
        <translation>{0} À nouveau dans {1}.</translation>
    </message>
</context>
<context>
    <name>TransfersPage</name>
    <message>
        <source>Transfers</source>
        <extracomment>Milliseconds between two looks at the queue. Units of a rate, the largest first. What a button does -&gt; the states of the copies that it concerns. Verb of a button -&gt; verb of the queue. To whom a word is said when something may be carried out: no production in particular.</extracomment>
        <translation>Transferts</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Débit</translation>
    </message>
    <message>
        <source>Look at the storages</source>
        <translation>Voir les stockages</translation>
    </message>
    <message>
        <source>Nothing is being copied</source>
        <translation>Aucune copie en cours</translation>
    </message>
    <message>
        <source>Copies are asked for on the page Storage, by dragging, or with parisana storage cp.</source>
        <translation>On demande des copies sur la page Stockage, en faisant glisser, ou avec parisana storage cp.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} sur {1}</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>environ {0} restant</translation>
    </message>
    <message>
        <source>{0}, in the last hour</source>
        <translation>{0}, pendant la dernière heure</translation>
    </message>
    <message>
        <source>Pause 1 copy</source>
        <translation>Suspendre 1 copie</translation>
    </message>
    <message>
        <source>Pause {0} copies</source>
        <translation>Suspendre {0} copies</translation>
    </message>
    <message>
        <source>Resume 1 copy</source>
        <translation>Reprendre 1 copie</translation>
    </message>
    <message>
        <source>Resume {0} copies</source>
        <translation>Reprendre {0} copies</translation>
    </message>
    <message>
        <source>Cancel 1 copy</source>
        <translation>Annuler 1 copie</translation>
    </message>
    <message>
        <source>Cancel {0} copies</source>
        <translation>Annuler {0} copies</translation>
    </message>
    <message>
        <source>Retry 1 copy</source>
        <translation>Réessayer 1 copie</translation>
    </message>
    <message>
        <source>Retry {0} copies</source>
        <translation>Réessayer {0} copies</translation>
    </message>
    <message>
        <source>1 copy is changed</source>
        <translation>1 copie est modifiée</translation>
    </message>
    <message>
        <source>{0} copies are changed</source>
        <translation>{0} copies sont modifiées</translation>
    </message>
    <message>
        <source>This queue</source>
        <translation>Cette file</translation>
    </message>
    <message>
        <source>Carry them out</source>
        <translation>Les exécuter</translation>
    </message>
    <message>
        <source>Transfer {0}: {1} to {2}.</source>
        <translation>Transfert {0} : {1} vers {2}.</translation>
    </message>
</context>
<context>
    <name>Trash</name>
    <message>
        <source>Deleted profiles</source>
        <translation>Profils supprimés</translation>
    </message>
    <message>
        <source>Choose one, and it goes back to where it was.</source>
        <translation>Choisissez-en un, et il retourne où il était.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Le reprendre</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Was in</source>
        <translation>Était dans</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Supprimé</translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>Save this view…</source>
        <translation>Enregistrer cette vue…</translation>
    </message>
    <message>
        <source>Remove “{0}”…</source>
        <translation>Supprimer « {0} »…</translation>
    </message>
    <message>
        <source>Keep large tables in memory</source>
        <translation>Garder les grandes tables en mémoire</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Enregistrer cette vue</translation>
    </message>
    <message>
        <source>Filters, order and columns are kept; it is found with Ctrl+K, too.</source>
        <translation>Filtres, ordre et colonnes sont gardés ; elle se trouve aussi par Ctrl+K.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Replace “{0}”?</source>
        <translation>Remplacer « {0} » ?</translation>
    </message>
    <message>
        <source>There is a view of this name.</source>
        <translation>Il y a une vue de ce nom.</translation>
    </message>
    <message>
        <source>Replace 1 view</source>
        <translation>Remplacer 1 vue</translation>
    </message>
    <message>
        <source>Remove “{0}”?</source>
        <translation>Supprimer « {0} » ?</translation>
    </message>
    <message>
        <source>The jobs stay as they are.</source>
        <translation>Les jobs restent comme ils sont.</translation>
    </message>
    <message>
        <source>Remove 1 view</source>
        <translation>Supprimer 1 vue</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>What each stage needs, its jobs and its script.</source>
        <extracomment>Milliseconds between two looks at the clock.</extracomment>
        <translation>Ce qu’il faut à chaque étape, ses jobs et son script.</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>Au travail</translation>
    </message>
</context>
<context>
    <name>Waits</name>
    <message>
        <source>Declare ready…</source>
        <translation>Déclarer prêt…</translation>
    </message>
    <message>
        <source>{0}, {1} waiting: {2}</source>
        <translation>{0}, {1} en attente : {2}</translation>
    </message>
    <message>
        <source>{0} declared ready</source>
        <translation>{0} déclarés prêts</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} done</source>
        <translation>{0} : {1} sur {2} faits</translation>
    </message>
    <message>
        <source>begins with {0}</source>
        <translation>commence à {0}</translation>
    </message>
    <message>
        <source>begins at a row with {0}</source>
        <translation>commence à une ligne dès {0}</translation>
    </message>
    <message>
        <source>{0} failed or cancelled</source>
        <translation>{0} échoués ou annulés</translation>
    </message>
    <message>
        <source>{0} must be declared ready</source>
        <translation>{0} doit être déclaré prêt</translation>
    </message>
    <message>
        <source>1 file or folder must be declared ready</source>
        <translation>1 fichier ou dossier doit être déclaré prêt</translation>
    </message>
    <message>
        <source>{0} files or folders must be declared ready</source>
        <translation>{0} fichiers ou dossiers doivent être déclarés prêts</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>Simulated</source>
        <extracomment>The ways, with their titles.</extracomment>
        <translation>Simulés</translation>
    </message>
    <message>
        <source>Data store</source>
        <translation>Dépôt de données</translation>
    </message>
    <message>
        <source>Bookkeeping</source>
        <translation>Comptabilité</translation>
    </message>
    <message>
        <source>List file</source>
        <translation>Fichier de liste</translation>
    </message>
</context>
<context>
    <name>WebPages</name>
    <message>
        <source>The bookkeeping pages are being started.</source>
        <extracomment>Serves on a free port; what it prints is not kept back. Page of the window -&gt; page of the bookkeeping, of the production that is chosen.</extracomment>
        <translation>Les pages de la base de données démarrent.</translation>
    </message>
    <message>
        <source>The bookkeeping pages are not there.</source>
        <translation>Les pages de la base de données ne sont pas là.</translation>
    </message>
    <message>
        <source>The bookkeeping is shown in the browser: {0}</source>
        <translation>La base de données est affichée dans le navigateur : {0}</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>unsaved work of an earlier time is back; undo drops it</source>
        <extracomment>What is opened when there is nothing else. Milliseconds after which the productions are looked at for the first time: the profile is painted before.</extracomment>
        <translation>le travail non enregistré d’une fois précédente est de retour ; annuler l’abandonne</translation>
    </message>
    <message>
        <source>{0} problems; this is the first</source>
        <translation>{0} problèmes ; voici le premier</translation>
    </message>
</context>
<context>
    <name>Written</name>
    <message>
        <source>The scripts are written</source>
        <translation>Les scripts sont écrits</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Submit it with</source>
        <translation>Pour les envoyer</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Ensuite</translation>
    </message>
</context>
<context>
    <name>ZenithPanel</name>
    <message>
        <source>Zenith angle by run</source>
        <extracomment>Degrees that the data may differ from the hour, before it is said. The place of the night among the two charts.</extracomment>
        <translation>Angle zénithal par run</translation>
    </message>
    <message>
        <source>zenith (°)</source>
        <translation>zénith (°)</translation>
    </message>
    <message>
        <source>Zenith angle over the night</source>
        <translation>Angle zénithal dans la nuit</translation>
    </message>
    <message>
        <source>By night</source>
        <translation>Par nuit</translation>
    </message>
    <message>
        <source>Zenith angles in which order</source>
        <translation>Ordre des angles zénithaux</translation>
    </message>
    <message>
        <source>By run</source>
        <translation>Par run</translation>
    </message>
    <message>
        <source>Night before</source>
        <translation>Nuit précédente</translation>
    </message>
    <message>
        <source>Night after</source>
        <translation>Nuit suivante</translation>
    </message>
    <message>
        <source>No night yet</source>
        <translation>Pas encore de nuit</translation>
    </message>
    <message>
        <source>Night {0} of {1}</source>
        <translation>Nuit {0} sur {1}</translation>
    </message>
    <message>
        <source>Rings: what the data say; {0}° apart at most.</source>
        <translation>Anneaux : ce que disent les données ; {0}° d’écart au plus.</translation>
    </message>
    <message>
        <source>Rings: what the data say. {0}: more than {1}° from the angle of that hour.</source>
        <translation>Anneaux : ce que disent les données. {0} : plus de {1}° de l’angle de cette heure.</translation>
    </message>
    <message>
        <source>{0} without time or pointing.</source>
        <translation>{0} sans heure ni pointé.</translation>
    </message>
</context>
</TS>
