using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Search;
using GroupChat.Chat.Search.Querying;
using GroupChat.ServiceDefaults.Errors;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class SearchMapping
{
    public static SearchWish ToDomain(this Proto.SearchMessagesRequest request) => new(
        request.Query,
        request.RoomIds,
        request.AuthorId,
        request.MentionsMe,
        TimeOf(request.FromTime, "from_time"),
        TimeOf(request.UntilTime, "until_time"));

    public static Proto.MessageMatch ToProto(this FoundMessage found) => new()
    {
        Message = found.Message.ToProto(),
        Highlights = { found.Highlights.Select(ToProto) },
    };

    // The type can say more than there are times (years 1 to 9999), and converting that would fail.
    private static DateTimeOffset? TimeOf(Timestamp? time, string field) => time switch
    {
        null => null,
        { Seconds: >= -62_135_596_800 and <= 253_402_300_799, Nanos: >= 0 and <= 999_999_999 } => time.ToDateTimeOffset(),
        _ => throw Violations.One(field, "not a time"),
    };

    private static Proto.TextHighlight ToProto(Highlight highlight) =>
        new() { Part = highlight.Part, Offset = highlight.Start, Length = highlight.Length };
}
