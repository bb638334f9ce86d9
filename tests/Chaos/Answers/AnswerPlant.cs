using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>A bug between a live server and one viewer, to show that the checker finds it.</summary>
/// <param name="Viewer">Whose stream it is in.</param>
/// <param name="Shows">What it is found as.</param>
/// <param name="Bend">What the viewer gets in place of a frame; null for a frame that it does not concern.</param>
internal sealed record AnswerPlant(string Viewer, AnswerFault Shows, Func<ServerFrame, IReadOnlyList<ServerFrame>?> Bend)
{
    private const int Strikes = 8;

    private int _met;

    /// <summary>As often as it does. A piece that is lost at the very end of a text is missed by nobody, so once is not enough.</summary>
    public bool HasStruck => _met >= 2 * Strikes;

    public static IReadOnlyList<AnswerPlant> All(IReadOnlyList<string> viewers) =>
    [
        new(viewers[0], AnswerFault.Repeated, frame => IsText(frame) ? [frame, frame] : null),
        new(viewers[1], AnswerFault.Lost, frame => IsText(frame) ? [] : null),
        new(viewers[2], AnswerFault.NoEnd, frame => frame.Event?.AnswerFinished is null ? null : []),
        new(viewers[3], AnswerFault.OtherText, frame => IsText(frame) ? [Misspelt(frame)] : null),
    ];

    /// <summary>What the viewer gets. The bug strikes at every second frame that it concerns.</summary>
    public IReadOnlyList<ServerFrame> Pass(ServerFrame frame)
    {
        return HasStruck || Bend(frame) is not { } bent || ++_met % 2 == 1 ? [frame] : bent;
    }

    private static bool IsText(ServerFrame frame) => frame.Signal?.TokenDelta is { Offset: > 0 };

    private static ServerFrame Misspelt(ServerFrame frame)
    {
        var other = frame.Clone();
        other.Signal.TokenDelta.Text = "?" + other.Signal.TokenDelta.Text[1..];
        return other;
    }
}
