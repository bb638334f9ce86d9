using System.Globalization;

namespace GroupChat.Integration.Tests.Fuzz;

/// <summary>
/// How long and with which seed: FUZZ_SECONDS (60), FUZZ_SEED (the same every time, so that a build fails for
/// what was changed in it and not for its luck; 0 takes a new one), and to look at one case again FUZZ_CASE. The seed and the
/// number of a case decide everything that it sends but the ids that the server made.
/// </summary>
internal sealed record FuzzPlan(TimeSpan Length, int Seed, int? OnlyCase)
{
    private const int UsualSeed = 20_261_121;

    public static FuzzPlan Read() => new(
        TimeSpan.FromSeconds(Number("FUZZ_SECONDS") ?? 60),
        Number("FUZZ_SEED") is not { } seed ? UsualSeed : seed == 0 ? Random.Shared.Next() : seed,
        Number("FUZZ_CASE"));

    public Random Dice(int number) => new(unchecked((Seed * 486_187_739) + number));

    /// <summary>How to run a case again.</summary>
    public string Replay(int number) => string.Create(CultureInfo.InvariantCulture, $"FUZZ_SEED={Seed} FUZZ_CASE={number}");

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
