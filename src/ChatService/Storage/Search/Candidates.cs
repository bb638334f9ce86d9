using GroupChat.Chat.Messages;
using GroupChat.Chat.Search.Index;

namespace GroupChat.Chat.Storage.Search;

/// <summary>Messages that may be meant, newest first, found in batches when they are asked for.</summary>
/// <param name="bound">None comes before this in the order of results.</param>
internal abstract class Candidates(SearchPlace bound)
{
    private readonly Queue<(SearchPlace Place, Message? Message)> _ready = new();
    private SearchPlace _bound = bound;
    private bool _ended;

    /// <summary>The next one, or what no one still to come is newer than.</summary>
    public SearchPlace Bound => _ready.TryPeek(out var next) ? next.Place : _bound;

    /// <summary>Nothing is ready and nothing will be.</summary>
    public bool IsEmpty => _ended && _ready.Count == 0;

    /// <summary>Makes the next one ready; false when there is none.</summary>
    public bool Open()
    {
        while (_ready.Count == 0 && !_ended)
            _ended = !Fill();
        return _ready.Count > 0;
    }

    public (SearchPlace Place, Message? Message) Take()
    {
        var next = _ready.Dequeue();
        _bound = next.Place;
        return next;
    }

    /// <summary>Offers the next batch; false when it was the last.</summary>
    protected abstract bool Fill();

    protected void Offer(SearchPlace place, Message? message) => _ready.Enqueue((place, message));
}
