using GroupChat.Chaos.Tests.Checking.Rules;

namespace GroupChat.Chaos.Tests.Checking;

/// <summary>Finds every broken promise in the history of a run. Pure: what it says depends on the evidence alone.</summary>
internal static class Checker
{
    private static readonly IRule[] Rules =
    [
        new LogRule(), new EffectRule(), new ChangeRule(), new LeavingRule(), new MarkRule(), new ForgettingRule(), new RetryRule(),
        new DeliveryRule(), new RevocationRule(), new HeadRule(), new StateRule(), new AnswerRule(), new ComplaintRule(),
    ];

    public static IReadOnlyList<Violation> Check(Evidence evidence) => [.. Rules.SelectMany(rule => rule.Check(evidence))];
}
