using System.Diagnostics;
using System.Globalization;

namespace GroupChat.Bench.Llama;

/// <summary>The baseline of rooms side by side: node-llama-cpp, which is llama.cpp as well, in a process of its own.</summary>
internal sealed class RoomsBaseline : IDisposable
{
    public const string Name = "node-llama-cpp, one context with a sequence for each room";

    private const string Folder = "GROUPCHAT_BENCH_NODE";

    private readonly Process _process;

    public RoomsBaseline(string model, int rooms)
    {
        var folder = Environment.GetEnvironmentVariable(Folder) ?? throw new InvalidOperationException($"bench/run.sh installs the baseline and sets {Folder}.");
        _process = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "rooms.mjs"), model, rooms.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Read(); // it is ready
    }

    /// <summary>Lets every room generate; returns seconds and tokens of all together.</summary>
    public (double Seconds, int Tokens) Run(int prompt, int count)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prompt} {count}"));
        var answer = Read().Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), int.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string Read() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The baseline has ended.");
}
