using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>What members do with their marks.</summary>
internal static class MarkSteps
{
    public static async Task<ReadMark> MarkAsync(this ChatHouse house, string user, string room, long delivered, long read) =>
        (await house.Client(user).MoveMarksAsync(new() { RoomId = room, DeliveredSequence = delivered, ReadSequence = read })
            .ResponseAsync.Within()).Mark;

    public static ConverseRequest AckFrame(string room, long delivered, long read, string requestId = "") => new()
    {
        RequestId = requestId,
        Ack = new() { Marks = new() { RoomId = room, DeliveredSequence = delivered, ReadSequence = read } },
    };

    public static async Task<RoomUnread> UnreadAsync(this ChatHouse house, string user, string room) =>
        (await house.Client(user).GetUnreadAsync(new() { RoomId = room }).ResponseAsync.Within()).Unread;

    /// <summary>The marks that somebody sees, as "user delivered read", over all pages; "hidden" when there might be more.</summary>
    public static async Task<string> MarksAsync(this ChatHouse house, string user, string room, int pageSize = 0)
    {
        var (marks, token) = (new List<string>(), "");
        while (true)
        {
            var page = await house.Client(user).ListReadMarksAsync(new() { RoomId = room, PageSize = pageSize, PageToken = token })
                .ResponseAsync.Within();
            marks.AddRange(page.Marks.Select(Describe));
            token = page.NextPageToken;
            if (token.Length > 0)
                continue;
            if (page.Hidden)
                marks.Add("hidden");
            return string.Join(", ", marks);
        }
    }

    public static string Describe(ReadMark mark) => $"{mark.UserId} {mark.DeliveredSequence} {mark.ReadSequence}";
}
