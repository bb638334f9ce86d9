using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using GroupChat.Vectors.Dense.Graph;

namespace GroupChat.Bench.Vectors;

/// <summary>The baseline: hnswlib, compiled for this machine, in a process of its own that is told what to do.</summary>
internal sealed class HnswProcess : IDisposable
{
    public const string Name = "hnswlib, -O3 -march=native";

    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-bench-").FullName;
    private readonly Process _process;

    public HnswProcess(VectorSet set)
    {
        var (rows, queries) = (Path.Combine(_folder, "rows"), Path.Combine(_folder, "queries"));
        set.Save(rows, queries);
        _process = Process.Start(new ProcessStartInfo(Compile(), [rows, queries, $"{VectorSet.Dimension}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Builds a graph of the shape of ours; returns seconds of processor time.</summary>
    public double Build() => Tell(string.Create(CultureInfo.InvariantCulture, $"build {GraphShape.Chosen} {GraphShape.BuildWidth}"));

    /// <summary>Asks all queries; returns seconds of processor time and the labels found, query by query.</summary>
    public (double Seconds, int[] Found) Search(int width)
    {
        var file = Path.Combine(_folder, "found");
        var seconds = Tell(string.Create(CultureInfo.InvariantCulture, $"search {width} {VectorSet.Nearest} {file}"));
        return (seconds, MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(file)).ToArray());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private double Tell(string line)
    {
        _process.StandardInput.WriteLine(line);
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The baseline has ended.");
        return double.Parse(answer["cpu ".Length..], CultureInfo.InvariantCulture);
    }

    private string Compile()
    {
        var program = Path.Combine(_folder, "hnsw");
        using var compiler = Process.Start(
            "g++", ["-O3", "-march=native", "-std=c++17", "-o", program, Path.Combine(AppContext.BaseDirectory, "hnsw.cpp")]);
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? program : throw new InvalidOperationException("The baseline does not compile; bench/run.sh installs what it needs.");
    }
}
