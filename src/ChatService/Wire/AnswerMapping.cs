using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Turns;
using DocumentPlace = GroupChat.Contracts.Document.V1.Place;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class AnswerMapping
{
    public static Proto.Answer ToProto(this Answer answer)
    {
        var proto = new Proto.Answer
        {
            TurnId = answer.TurnId.ToString(),
            RunId = answer.RunId?.ToString() ?? "",
            QuestionMessageId = answer.Question.ToString(),
            State = (Proto.AnswerState)answer.State,
            ModelId = answer.ModelId,
            Usage = answer.Usage?.ToProto(),
            FailureReason = answer.FailureReason,
            CancelledBy = answer.CancelledBy?.ToProto(),
            TurnNumber = answer.TurnNumber,
            Version = answer.Version,
            AskedByUserId = answer.AskedBy?.Value ?? "",
            RetryTime = answer.RetryTime is { } retry ? Timestamp.FromDateTimeOffset(retry) : null,
        };
        foreach (var citation in answer.Citations)
            proto.Citations.Add(citation.ToProto());
        foreach (var call in answer.ToolCalls)
            proto.ToolCalls.Add(call.ToProto());
        return proto;
    }

    public static Answer ToDomain(this Proto.Answer answer) =>
        new(TurnId.Parse(answer.TurnId)!.Value, RunId.Parse(answer.RunId), MessageId.Parse(answer.QuestionMessageId)!.Value,
            (AnswerState)answer.State)
        {
            ModelId = answer.ModelId,
            Citations = [.. answer.Citations.Select(ToDomain)],
            Usage = answer.Usage?.ToDomain(),
            FailureReason = answer.FailureReason,
            CancelledBy = answer.CancelledBy?.ToDomain(),
            TurnNumber = answer.TurnNumber,
            Version = answer.Version,
            AskedBy = answer.AskedByUserId.Length > 0 ? new(answer.AskedByUserId) : null,
            RetryTime = answer.RetryTime?.ToDateTimeOffset(),
        };

    public static Usage ToDomain(this Proto.Usage usage) =>
        new(usage.InputTokens, usage.CachedInputTokens, usage.OutputTokens, usage.Estimated);

    public static Citation ToDomain(this Proto.Citation citation) => new(
        citation.Marker,
        citation.DocumentId,
        citation.DocumentTitle,
        citation.PassageId,
        citation.Place is { } place ? new([.. place.Headings], place.StartByte, place.EndByte, place.Page) : null,
        citation.Quote,
        citation.Verified,
        citation.SourceUrl);

    private static Proto.Usage ToProto(this Usage usage) => new()
    {
        InputTokens = usage.InputTokens,
        CachedInputTokens = usage.CachedInputTokens,
        OutputTokens = usage.OutputTokens,
        Estimated = usage.Estimated,
    };

    private static Proto.Citation ToProto(this Citation citation) => new()
    {
        Marker = citation.Marker,
        DocumentId = citation.DocumentId,
        DocumentTitle = citation.DocumentTitle,
        PassageId = citation.PassageId,
        Place = citation.Place is { } place ? ToProto(place) : null,
        Quote = citation.Quote,
        Verified = citation.Verified,
        SourceUrl = citation.SourceUrl,
    };

    private static DocumentPlace ToProto(Place place) => new()
    {
        Headings = { place.Headings },
        StartByte = place.StartByte,
        EndByte = place.EndByte,
        Page = place.Page,
    };
}
