namespace GroupChat.Chaos.Tests.Checking;

/// <summary>A promise that was broken, and the least that shows it.</summary>
internal sealed record Violation(ViolationKind Kind, string Room, string Explanation)
{
    public override string ToString() => $"{Kind} in {Room}: {Explanation}";
}
