using GroupChat.Chat.Messages;

namespace GroupChat.Chat.Storage.Search;

/// <summary>How much is taken in at once: what memory has to hold, one transaction has to carry and a crash does again.</summary>
internal sealed class SearchBudget
{
    private const int MaxMessages = 8192;
    private const int MaxCharacters = 2 * 1024 * 1024;

    private int _messages = MaxMessages;
    private int _characters = MaxCharacters;

    public bool IsSpent => _messages <= 0 || _characters <= 0;

    public void Take(Message message)
    {
        _messages--;
        foreach (var part in message.Parts)
            _characters -= part.Text.Length;
    }
}
