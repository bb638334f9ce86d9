using System.Diagnostics;
using System.Globalization;

namespace GroupChat.TestSupport;

/// <summary>The server's programs. It refuses to run as root: then they run as the user that its package made.</summary>
internal static class PostgresCommands
{
    public const string User = "postgres";

    /// <summary>Part of the name of the socket, nothing more.</summary>
    public const int SocketPort = 5432;

    // Becomes the program; runuser would wait for it, and stand still for ever once it has been stopped.
    private static readonly string[] AsUser = [$"--reuid={User}", $"--regid={User}", "--init-groups"];

    public static bool IsRoot { get; } = Environment.UserName == "root";

    private static string Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .OrderBy(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture)).Last() + "/bin"
        : throw new InvalidOperationException("PostgreSQL is missing: source eng/prerequisites.sh and call install_prerequisites.");

    public static Task RunAsServerAsync(string program, params string[] arguments) =>
        IsRoot ? RunAsync("setpriv", [.. AsUser, $"{Programs}/{program}", .. arguments]) : RunAsync($"{Programs}/{program}", arguments);

    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Close();
        await process.WaitForExitAsync().Within();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }

    /// <summary>A server that writes its log into its folder.</summary>
    public static Process Serve(string folder, bool durable, int port)
    {
        var options = string.Join(' ',
            Set("listen_addresses", port > 0 ? "127.0.0.1" : "''"), Set("port", port > 0 ? port : SocketPort),
            Set("unix_socket_directories", folder), Set("max_connections", 200), Set("fsync", durable ? "on" : "off"),
            Set("full_page_writes", durable ? "on" : "off"));
        return StartAsServer($"exec {Programs}/postgres -D {folder}/data {options} </dev/null >>{folder}/log 2>&1");
    }

    /// <summary>Ends the server of a folder, and then the folder, when its standard input closes: the system does it for a process that is killed.</summary>
    public static Process Keep(string folder)
    {
        var script = $"trap '' INT HUP TERM; cat >/dev/null; server=$(head -n 1 {folder}/data/postmaster.pid) && "
            + "{ kill -CONT $server $(cat /proc/$server/task/*/children); kill -INT $server; "
            + "n=0; while kill -0 $server && [ $n -lt 300 ]; do sleep 0.1; n=$((n+1)); done; }; "
            + $"rm -rf {folder}";
        return StartAsServer($"{{ {script}; }} >/dev/null 2>&1");
    }

    /// <summary>Sends a signal to a server and its children, the connections.</summary>
    public static Task SignalAsync(string signal, int server) =>
        RunAsync("sh", "-c", $"kill -{signal} {server} $(cat /proc/{server}/task/*/children)");

    private static Process StartAsServer(string script) =>
        IsRoot ? Start("setpriv", [.. AsUser, "sh", "-c", script]) : Start("sh", ["-c", script]);

    private static string Set(string name, object value) => string.Create(CultureInfo.InvariantCulture, $"-c {name}={value}");

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/",
    })!;
}
