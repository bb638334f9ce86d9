using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>How this very program is started once more.</summary>
/// <param name="Program">The file to run.</param>
/// <param name="Arguments">Before those of the worker.</param>
public sealed record WorkerCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>First argument of a child, before the name of its kind.</summary>
    internal const string Flag = "--worker";

    /// <summary>
    /// Of the variables of this process those that a runtime needs. Settings, and so passwords and keys, are among the others.
    /// </summary>
    private static readonly HashSet<string> Inherited = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP", "LD_LIBRARY_PATH", "SystemRoot", "USERPROFILE",
    };

    /// <summary>The program of this process: its own executable, or <c>dotnet</c> with its assembly.</summary>
    public static WorkerCommand OfThisProcess()
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("This process does not know its own program.");
        var isRuntime = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isRuntime ? OfAssembly(program, Assembly.GetEntryAssembly()!) : new(program, []);
    }

    /// <summary>An assembly with an entry point, run by a given runtime.</summary>
    public static WorkerCommand OfAssembly(string runtime, Assembly assembly) => new(runtime, [assembly.Location]);

    internal ProcessStartInfo StartInfo(string kind, string socket, WorkerLimits limits) =>
        StartInfo([Flag, kind, "--socket", socket, .. Limits(limits)]);

    /// <summary>With pipes for all that it reads and says, and without what it has no need to know.</summary>
    internal ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach (var argument in Arguments.Concat(arguments))
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(static name => !IsInherited(name)).ToList())
            start.Environment.Remove(name);
        return start;
    }

    private static string[] Limits(WorkerLimits limits) =>
    [
        "--memory", (limits.MemoryBytes == 0 ? 0 : limits.MemoryBytes + WorkerLimits.AddressSlack).ToString(CultureInfo.InvariantCulture),
        "--processor", ((long)Math.Ceiling(limits.ProcessorTime.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
    ];

    private static bool IsInherited(string name) => Inherited.Contains(name) || name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase);
}
