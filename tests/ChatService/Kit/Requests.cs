using System.Globalization;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>Requests as clients make them.</summary>
internal static class Requests
{
    private static int s_count;

    public static string Id() => Interlocked.Increment(ref s_count).ToString("D6", CultureInfo.InvariantCulture);

    public static PostMessageRequest Post(string room, string text, string? id = null) => new()
    {
        RoomId = room,
        ClientMessageId = id ?? Id(),
        Parts = { new ContentPart { Text = new TextContent { Text = text } } },
    };

    public static PostMessageRequest Reply(Message to, string text)
    {
        var reply = Post(to.RoomId, text);
        reply.ReplyToMessageId = to.MessageId;
        return reply;
    }

    public static EditMessageRequest Edit(Message message, string text, params string[] mentions) => new()
    {
        RoomId = message.RoomId,
        MessageId = message.MessageId,
        Parts = { new ContentPart { Text = new TextContent { Text = text } } },
        MentionUserIds = { mentions },
    };

    public static RegenerateAnswerRequest Again(Message answer, string? id = null) =>
        new() { RoomId = answer.RoomId, MessageId = answer.MessageId, RequestId = id ?? Id() };

    public static DeleteMessageRequest Delete(Message message) => new() { RoomId = message.RoomId, MessageId = message.MessageId };

    public static AddReactionRequest React(Message message, string emoji) =>
        new() { RoomId = message.RoomId, MessageId = message.MessageId, Emoji = emoji };

    public static RemoveReactionRequest Unreact(Message message, string emoji) =>
        new() { RoomId = message.RoomId, MessageId = message.MessageId, Emoji = emoji };

    public static PinMessageRequest Pin(Message message) => new() { RoomId = message.RoomId, MessageId = message.MessageId };

    public static UnpinMessageRequest Unpin(Message message) => new() { RoomId = message.RoomId, MessageId = message.MessageId };

    public static ConverseRequest PostFrame(string room, string text, string? id = null, string requestId = "") =>
        new() { RequestId = requestId, Post = new() { Message = Post(room, text, id) } };

    public static ConverseRequest SubscribeFrame(Subscription subscription, string requestId = "") =>
        new() { RequestId = requestId, Subscribe = new() { Subscription = subscription } };

    public static Subscription From(string room, string cursor) => new() { RoomId = room, Cursor = cursor };

    public static Subscription Earliest(string room) => new() { RoomId = room, Start = StartPosition.Earliest };

    public static Subscription Latest(string room) => new() { RoomId = room };

    public static string TextOf(this Message message) => string.Concat(message.Parts.Select(part => part.Text.Text));

    public static Message? MessageOf(this RoomEvent roomEvent) =>
        roomEvent.MessagePosted?.Message ?? roomEvent.MessageEdited?.Message ?? roomEvent.MessageDeleted?.Message
        ?? roomEvent.AnswerStarted?.Message ?? roomEvent.AnswerFinished?.Message ?? roomEvent.AnswerRestarted?.Message;
}
