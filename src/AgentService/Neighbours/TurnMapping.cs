using GroupChat.Agents.Catalog;
using GroupChat.Agents.Grounding;
using GroupChat.Agents.Metering;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;

namespace GroupChat.Agents.Neighbours;

/// <summary>Between the frames of TurnService and the turns of this service.</summary>
internal static class TurnMapping
{
    public static Turn ToTurn(this RunAssignment assignment, AgentProfile agent) => new(
        assignment.TurnId,
        assignment.RunId,
        assignment.RoomId,
        agent,
        ToRoomMessage(assignment.Question ?? new Message()),
        [.. assignment.Recent.Select(ToRoomMessage)])
    {
        PayerId = assignment.PayerId,
    };

    public static RunTurnsRequest ToFrame(this TurnPhase phase, RunAssignment run) => new()
    {
        Progress = new RunProgress
        {
            TurnId = run.TurnId,
            RunId = run.RunId,
            Phase = phase switch
            {
                TurnPhase.Retrieving => AnswerPhase.Retrieving,
                TurnPhase.UsingTools => AnswerPhase.UsingTools,
                TurnPhase.WaitingForApproval => AnswerPhase.WaitingForApproval,
                _ => AnswerPhase.Generating,
            },
        },
    };

    public static RunTurnsRequest ToFrame(this ModelProgress progress, RunAssignment run)
    {
        var frame = TurnPhase.Generating.ToFrame(run);
        (frame.Progress.PromptTokensRead, frame.Progress.PromptTokens) = (progress.PromptTokensRead, progress.PromptTokens);
        if (progress.QueuePosition is { } position)
            frame.Progress.QueuePosition = position;
        return frame;
    }

    public static RunTurnsRequest ToFrame(this TurnOutcome outcome, RunAssignment run) => new()
    {
        Finish = new RunFinish
        {
            TurnId = run.TurnId,
            RunId = run.RunId,
            State = ToContract(outcome.State),
            Text = outcome.Text,
            Citations = { outcome.Citations.Select(ToContract) },
            Usage = ToContract(outcome.Usage),
            Charges = { outcome.ToCharges(run) },
            FailureReason = outcome.FailureReason ?? "",
            ModelId = outcome.ModelId,
        },
    };

    /// <summary>The same ids whenever they are told: they count once.</summary>
    public static IReadOnlyList<UsageCharge> ToCharges(this TurnOutcome outcome, RunAssignment run) =>
    [
        .. outcome.Costs.Select((cost, index) => new UsageCharge(cost.ToContract())
        {
            ChargeId = $"{run.RunId}/{index}",
            RoomId = run.RoomId,
            UserId = run.PayerId,
            AgentId = run.AgentId,
        }),
    ];

    /// <summary>Whose it is the caller knows.</summary>
    public static UsageCharge ToContract(this ModelCost cost) => new()
    {
        Kind = (UsageKind)cost.Kind,
        ModelId = cost.ModelId,
        Usage = ToContract(new TurnUsage(cost.InputTokens, cost.CachedInputTokens, cost.OutputTokens, cost.Estimated)),
    };

    public static RoomMessage ToRoomMessage(this Message message) => new(
        message.Author?.UserId ?? "",
        message.Author?.DisplayName ?? "",
        string.Join("\n\n", message.Parts.Where(static part => part.Text is not null).Select(static part => part.Text.Text)))
    {
        IsAgent = message.Author?.Kind == ParticipantKind.Agent,
        MessageId = message.MessageId,
        Sequence = message.Sequence,
        Sources = (message.Answer?.Citations ?? []).DistinctBy(static citation => citation.Marker)
            .ToDictionary(static citation => citation.Marker, static citation => citation.PassageId),
    };

    private static AnswerState ToContract(TurnState state) => state switch
    {
        TurnState.Complete => AnswerState.Complete,
        TurnState.Cancelled => AnswerState.Cancelled,
        TurnState.Interrupted => AnswerState.Interrupted,
        _ => AnswerState.Failed,
    };

    private static Citation ToContract(VerifiedCitation citation) => new()
    {
        Marker = citation.Marker,
        DocumentId = citation.DocumentId,
        DocumentTitle = citation.DocumentTitle,
        PassageId = citation.PassageId,
        Place = new Place
        {
            Headings = { citation.Place.Headings },
            StartByte = citation.Place.StartByte,
            EndByte = citation.Place.EndByte,
            Page = citation.Place.Page,
        },
        Quote = citation.Quote,
        Verified = true,
        SourceUrl = citation.SourceUrl?.ToString() ?? "",
    };

    private static Usage ToContract(TurnUsage usage) => new()
    {
        InputTokens = usage.InputTokens,
        CachedInputTokens = usage.CachedInputTokens,
        OutputTokens = usage.OutputTokens,
        Estimated = usage.Estimated,
    };
}
