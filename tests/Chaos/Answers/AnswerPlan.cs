namespace GroupChat.Chaos.Tests.Answers;

/// <summary>What a run does.</summary>
/// <param name="Seed">Who does what and what goes wrong when.</param>
/// <param name="Strikes">Cuts and kills.</param>
internal sealed record AnswerPlan(int Seed, int Strikes)
{
    public int Viewers { get; init; } = 6;

    /// <summary>Hears of everything that goes wrong, when it does.</summary>
    public Action<string>? Heard { get; init; }

    /// <summary>Bugs between the server and the viewers; the run then lasts until each has struck.</summary>
    public bool HasPlants { get; init; }
}
