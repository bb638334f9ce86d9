using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Messages;

/// <summary>What was said in rooms: posted once, read for ever.</summary>
internal sealed class MessageBoard(
    IRoomWriter writer, IMessageStore messages, IEventStore events, RoomAccess access, LiveAnswers live, Cursors cursors, PageTokens pages, ChatTelemetry telemetry)
{
    /// <summary>A page of events ends early rather than outgrow a message.</summary>
    private const int MaxPageBytes = 2 * 1024 * 1024;

    /// <summary>Completes when the message is durable. Nothing is awaited before it is queued: posts keep the order of the calls.</summary>
    public async Task<PostedMessage> PostAsync(Draft draft, UserId author, CancellationToken cancellationToken)
    {
        var message = MessageRules.Check(draft, author);
        var posted = await writer.ChangeAsync(message.Room, message.Key, edit => Posting.Post(edit, message), cancellationToken);
        if (posted.AlreadyExisted)
            telemetry.Repeated();
        return posted;
    }

    public async Task<Message> GetAsync(string roomId, string messageId, UserId caller, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(roomId.Length == 0, "room_id", "required")
            .AddIf(messageId.Length == 0, "message_id", "required")
            .ThrowIfAny();
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        var message = MessageId.Parse(messageId) is { } id ? await messages.FindAsync(membership.Room, id, caller, cancellationToken) : null;
        return live.Complete(message ?? throw ChatErrors.MessageNotFound(messageId));
    }

    /// <summary>Newest first, and the cursor of the log as it was when they were read.</summary>
    public async Task<(Page<Message> Page, long HeadSequence, string Cursor)> ListAsync(
        string roomId, UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var room = (await access.RequireAsync(roomId, caller, cancellationToken)).Room;
        var scope = $"messages of {room.Key}";
        var before = PageTokens.ToSequence(pages.Read(scope, pageToken)) ?? long.MaxValue;
        var found = await messages.ListAsync(room, before, size, caller, cancellationToken);
        var next = found.More ? pages.Make(scope, PageTokens.FromSequence(found.Messages[^1].Sequence)) : "";
        var page = new Page<Message>([.. found.Messages.Select(live.Complete)], next);
        return (page, found.HeadSequence, cursors.Make(room, found.HeadSequence));
    }

    /// <summary>A piece of the log, oldest first, and the cursor of its end.</summary>
    public async Task<(LogPage Page, string NextCursor)> ListEventsAsync(
        string roomId, UserId caller, string cursor, int pageSize, CancellationToken cancellationToken)
    {
        var size = PageSize.Events.For(pageSize);
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        var after = cursor.Length == 0 ? 0 : cursors.Read(membership.Room, membership.HeadSequence, cursor);
        var page = await events.ReadAsync(membership.Room, after, new LogLimit(size, MaxPageBytes), cancellationToken);
        return (page, page.Events.Count == 0 ? cursor : cursors.Make(membership.Room, page.Events[^1].Sequence));
    }
}
