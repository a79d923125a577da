"""A runner that gives prepared answers, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from parisana.plugins.runner import Outcome, Runner

Answer = Outcome | Exception | Callable[[Sequence[str]], Outcome]
HEAD = "<?xml version='1.0'?>\n<job_info>\n"


class ScriptedRunner(Runner):
    """Answers each program in its own way."""

    def __init__(self, **answers: Answer) -> None:
        self.answers = answers
        self.asked: list[list[str]] = []

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Give the answer that was prepared for this program."""
        self.asked.append(list(argv))
        answer = self.answers["qacct" if argv[0] == "bash" else argv[0]]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Outcome) else answer(argv)


def says(stdout: str = "", stderr: str = "", code: int = 0) -> Outcome:
    """Return what a command leaves behind."""
    return Outcome(code, stdout, stderr)


def queue(*tasks: tuple[str, str, str, str]) -> str:
    """Return what ``qstat -xml`` says of number, tasks, name and state word."""
    entries = "".join(
        f'<job_list state="pending"><JB_job_number>{number}</JB_job_number><JB_name>{name}</JB_name>'
        f"<state>{word}</state><slots>1</slots>{f'<tasks>{rows}</tasks>' if rows else ''}</job_list>\n"
        for number, rows, name, word in tasks
    )
    return f"{HEAD}<queue_info>\n</queue_info>\n<job_info>\n{entries}</job_info>\n</job_info>\n"


def record(attempt: str, **changes: str) -> str:
    """Return what ``qacct`` says of one attempt."""
    number, _, task = attempt.partition(".")
    values = {
        "qname": "all.q",
        "hostname": "node1",
        "jobname": "p1-make-0",
        "jobnumber": number,
        "taskid": task,
        "failed": "0",
        "exit_status": "0",
        "ru_wallclock": "46s",
        "cpu": "0.006s",
        "maxvmem": "3.438MB",
        "category": "-l h_rt=60,h_vmem=200M",
        **changes,
    }
    rows = "".join(f"{name:<12} {value:<20}\n" for name, value in values.items())
    return f"{'=' * 62}\n{rows}"
