using GroupChat.Chat.Answers;
using GroupChat.Chat.Marks;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Presence;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Delivery;

/// <summary>What the requests of every stream are carried out with.</summary>
internal sealed record ConversationTools(
    SubscriptionDesk Desk, MessageBoard Board, AnswerDesk Answers, ToolCallDesk Calls, RoomAccess Rooms, TypingDesk Typing, MarkDesk Marks,
    ILogger<Conversation> Logger);
