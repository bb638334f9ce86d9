using System.Diagnostics;
using System.Globalization;

namespace GroupChat.Chaos.Tests.Processes;

/// <summary>
/// Sees to it that nothing outlives the tests, whatever ends them: a shell of its own that knows the ids of the servers and kills
/// them, and what they have started, when its standard input closes. The system closes it even when the tests are killed.
/// </summary>
internal sealed class Warden : IDisposable
{
    // A line adds an id ("+7") or crosses it out ("-7"). An id counts only together with its start time (field 22 of
    // /proc/ID/stat), so that a number used anew by the system is let alone. A process group of its own is not needed: the
    // shell ignores the signals that end the tests.
    private const string Script = """
        trap '' INT TERM HUP
        declare -A guarded
        started() { local s; s=$(cat /proc/$1/stat 2>/dev/null) || return 1; s=${s##*) }; set -- $s; echo ${20}; }
        while read -r line; do
          id=${line:1}
          case $line in
            +*) guarded[$id]=$(started $id) ;;
            -*) unset "guarded[$id]" ;;
          esac
        done
        for id in "${!guarded[@]}"; do
          [ -n "${guarded[$id]}" ] && [ "$(started $id)" = "${guarded[$id]}" ] || continue
          for child in $(cat /proc/$id/task/*/children 2>/dev/null); do kill -KILL $child 2>/dev/null; done
          kill -KILL $id 2>/dev/null
        done
        """;

    private readonly Process _shell = Process.Start(new ProcessStartInfo("bash", ["-c", Script]) { RedirectStandardInput = true })!;

    private bool _isDisposed;

    public void Guard(int process) => Tell('+', process);

    public void Release(int process) => Tell('-', process);

    /// <summary>Ends what is still guarded, and the shell.</summary>
    public void Dispose()
    {
        lock (_shell)
            _isDisposed = true;
        _shell.StandardInput.Close();
        _shell.WaitForExit(TimeSpan.FromSeconds(30));
        _shell.Dispose();
    }

    private void Tell(char sign, int process)
    {
        lock (_shell)
        {
            if (_isDisposed)
                return;
            _shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sign}{process}"));
            _shell.StandardInput.Flush();
        }
    }
}
