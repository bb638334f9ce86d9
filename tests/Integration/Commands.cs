using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace GroupChat.Integration.Tests;

/// <summary>Runs programs as a shell would and gathers what they print. Every run is bounded.</summary>
internal static class Commands
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    public static string Root { get; } = FindRoot();

    public static string GatewayDll { get; } = Built("Gateway", "GroupChat.Gateway.dll");

    public static string InteropDll { get; } = Built("InteropHost", "GroupChat.InteropHost.dll");

    public static string ChatDll { get; } = Built("ChatService", "GroupChat.Chat.dll");

    public static string AgentsDll { get; } = Built("AgentService", "GroupChat.Agents.dll");

    public static string DocumentsDll { get; } = Built("DocumentService", "GroupChat.Documents.dll");

    public static string VectorsDll { get; } = Built("VectorService", "GroupChat.Vectors.dll");

    public static string CliDll { get; } = Built("Cli", "groupchat.dll");

    public static Process Start(string program, IEnumerable<string> arguments, Action<string> print, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Print(line.Data);
        process.ErrorDataReceived += (_, line) => Print(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Print(string? line)
        {
            if (line is not null)
                print(line);
        }
    }

    /// <summary>Runs to the end; the exit code and everything printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var output = new StringBuilder();
        using var process = Start(program, arguments, Append, environment);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end:\n{output}");
        }
        return (process.ExitCode, output.ToString());

        void Append(string line)
        {
            lock (output)
                output.AppendLine(line);
        }
    }

    private static string Built(string project, string file) =>
        Path.Combine(AppContext.BaseDirectory.Replace("/bin/Integration.Tests/", $"/bin/{project}/", StringComparison.Ordinal), file);

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
