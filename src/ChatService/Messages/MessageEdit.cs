using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>What a message is to say from now on; checked.</summary>
/// <param name="Target">The message.</param>
/// <param name="Author">Who asks; has to be its author.</param>
/// <param name="Content">What it says.</param>
/// <param name="Handles">Handles that the text mentions, in its order, each once.</param>
/// <param name="People">People it mentions, each once.</param>
/// <param name="Rerun">The answers that it caused are made again.</param>
internal sealed record MessageEdit(
    MessageTarget Target, UserId Author, ContentPart Content, IReadOnlyList<string> Handles, IReadOnlyList<UserId> People, bool Rerun = false);
