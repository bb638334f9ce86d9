using System.Diagnostics;
using System.Globalization;

namespace GroupChat.Bench.Llama;

/// <summary>The baseline: the plain loop of the library in C++, in a process of its own that is told what to do.</summary>
internal sealed class LlamaBaseline : IDisposable
{
    public const string Name = "plain loop in C++ on the same library";

    private readonly Process _process;

    public LlamaBaseline(string folder, string model)
    {
        _process = Process.Start(new ProcessStartInfo(Compile(folder), [LlamaModels.Libraries, model])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Generates; returns seconds of processor time and a hash of the first sequence's text.</summary>
    public (double Seconds, ulong Hash) Decode(int sequences, int prompt, int count)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"decode {sequences} {prompt} {count}"));
        var answer = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The baseline has ended.")).Split(' ');
        return (double.Parse(answer[1], CultureInfo.InvariantCulture), ulong.Parse(answer[2], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Compile(string folder)
    {
        var program = Path.Combine(folder, "llama-baseline");
        var source = Path.Combine(AppContext.BaseDirectory, "baseline.cpp");
        string[] libraries = [.. Directory.GetFiles(LlamaModels.Libraries, "libllama.*so"), .. Directory.GetFiles(LlamaModels.Libraries, "libggml.*so")];
        using var compiler = Process.Start("g++", ["-O2", "-std=c++17", "-o", program, source, .. libraries, $"-Wl,-rpath,{LlamaModels.Libraries}", "-Wl,--allow-shlib-undefined"]);
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? program : throw new InvalidOperationException("The baseline does not compile; bench/run.sh installs what it needs.");
    }
}
