using System.Buffers;

namespace GroupChat.ServiceDefaults.Sending;

/// <summary>
/// Bytes on their way out: written at the end, given free by a flush, sent from the beginning. In pieces that grow with what usually
/// goes out at once, and none while nothing waits. Guarded by its owner.
/// </summary>
internal sealed class OutgoingBytes
{
    private const int LeastPiece = 4 * 1024;
    private const int MostPiece = 64 * 1024;

    private Piece _first = new();
    private Piece _last;
    private int _usual = LeastPiece;
    private bool _isWriting;

    public OutgoingBytes() => _last = _first;

    /// <summary>Given free and not sent yet.</summary>
    public long Waiting { get; private set; }

    /// <summary>Written and not given free yet.</summary>
    public long Unflushed { get; private set; }

    /// <summary>Memory in use for the newest bytes; 0 while nothing waits.</summary>
    public int Held => _last.Bytes.Length;

    /// <summary>Where to write, until the next call of this or <see cref="Flush"/>.</summary>
    public Memory<byte> Room(int atLeast)
    {
        _isWriting = true;
        if (_last.Bytes.Length - _last.Written < Math.Max(atLeast, 1))
            Grow(atLeast);
        return _last.Bytes.AsMemory(_last.Written);
    }

    public void Wrote(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_last.Bytes.Length - _last.Written), nameof(count));
        _last.Written += count;
        Unflushed += count;
    }

    public void Flush()
    {
        for (var piece = _first; piece is not null; piece = piece.Next)
            piece.Flushed = piece.Written;
        (Waiting, Unflushed, _isWriting) = (Waiting + Unflushed, 0, false);
    }

    /// <summary>What to send next; empty when that was all for now.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        while (_first.Sent == _first.Written && _first.Next is { } next)
        {
            _first.Free();
            _first = next;
        }

        if (_first.Sent < _first.Flushed)
            return _first.Bytes.AsMemory(_first.Sent, _first.Flushed - _first.Sent);
        Clear();
        return default;
    }

    public void Sent(int count)
    {
        _first.Sent += count;
        Waiting -= count;
    }

    /// <summary>
    /// Nothing more of it will be sent. The memory is not given back: a send that is under way may still read it, and whoever got it
    /// next would have their bytes sent to the wrong client. What is being written right now stays until its flush.
    /// </summary>
    public void Drop()
    {
        Waiting = 0;
        if (!_isWriting)
            _last = new Piece();
        _first = _last;
        _first.Sent = _first.Flushed = _first.Written;
    }

    // Not under the hands of the one who writes.
    private void Clear()
    {
        if (_isWriting || _first.Bytes.Length == 0)
            return;
        if (_first.Written < _usual / 4)
            _usual = Math.Max(LeastPiece, _usual / 2);
        _first.Free();
    }

    private void Grow(int atLeast)
    {
        if (_last.Written > 0)
        {
            _usual = Math.Min(MostPiece, _usual * 2);
            _last = _last.Next = new Piece();
        }

        _last.Free();
        _last.Bytes = ArrayPool<byte>.Shared.Rent(Math.Max(atLeast, _usual));
    }

    private sealed class Piece
    {
        public byte[] Bytes { get; set; } = [];

        public int Sent { get; set; }

        public int Flushed { get; set; }

        public int Written { get; set; }

        public Piece? Next { get; set; }

        public void Free()
        {
            if (Bytes.Length > 0)
                ArrayPool<byte>.Shared.Return(Bytes);
            (Bytes, Sent, Flushed, Written) = ([], 0, 0, 0);
        }
    }
}
