using GroupChat.Chat.Flags;
using GroupChat.Chat.Pins;
using GroupChat.Chat.Reactions;
using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Messages;

/// <summary>What can be done with messages once they are posted.</summary>
internal sealed record MessageDesks(MessageEditor Editor, ThreadReader Threads, ReactionDesk Reactions, PinBoard Pins, FlagDesk Flags, ToolCallDesk ToolCalls);
