using System.Globalization;
using GroupChat.Chaos.Tests.Processes;

namespace GroupChat.Chaos.Tests.Runs;

/// <summary>What the command line asks for.</summary>
internal sealed class RunOptions
{
    private const string Usage = "usage: run.sh [--seed N] [--seeds COUNT] [--seconds S] [--least ACKNOWLEDGED] [--backend sqlite|postgres|both] [--rate OPERATIONS_PER_SECOND]";

    /// <summary>The first; the others count on from it.</summary>
    public int Seed { get; private set; } = 1;

    public int Seeds { get; private set; } = 1;

    /// <summary>For each seed, troubles included, rest afterwards not.</summary>
    public int Seconds { get; private set; } = 30;

    /// <summary>For each seed, too: it takes longer where so many attempts have not been acknowledged by then.</summary>
    public int Least { get; private set; }

    /// <summary>Each seed is run on each of them.</summary>
    public IReadOnlyList<Backend> Backends { get; private set; } = [Backend.Sqlite, Backend.Postgres];

    public int Rate { get; private set; } = 2_000;

    /// <summary>Null, and a line on standard error, when it cannot be understood.</summary>
    public static RunOptions? Read(string[] args)
    {
        var options = new RunOptions();
        try
        {
            for (var place = 0; place < args.Length; place += 2)
                options.Set(args[place], args[place + 1]);
            return options;
        }
        catch (Exception mistake) when (mistake is FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            Console.Error.WriteLine(Usage);
            return null;
        }
    }

    public RunPlan Plan(int seed, Backend backend) => new(seed, backend, TimeSpan.FromSeconds(Seconds)) { Rate = Rate, Least = Least };

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--backend":
                Backends = value == "both" ? Backends : [Enum.Parse<Backend>(value, ignoreCase: true)];
                break;
            case "--seed":
                Seed = Number(value);
                break;
            case "--seeds":
                Seeds = Number(value);
                break;
            case "--seconds":
                Seconds = Number(value);
                break;
            case "--least":
                Least = Number(value);
                break;
            case "--rate":
                Rate = Number(value);
                break;
            default:
                throw new ArgumentException(name, nameof(name));
        }
    }

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
