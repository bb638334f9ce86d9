namespace GroupChat.Vectors.Index;

/// <summary>
/// A list that only grows, with one writer at a time and any number of readers that take no lock: an item is written
/// before the count that reveals it, and growth copies into a new array.
/// </summary>
internal sealed class AppendList<T>(int capacity = 4)
{
    private T[] _items = new T[capacity];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public T this[int index] => Volatile.Read(ref _items)[index];

    /// <summary>What has been published so far. The count is read first: the array seen after it is at least as new.</summary>
    public ReadOnlySpan<T> Span
    {
        get
        {
            var count = Volatile.Read(ref _count);
            return Volatile.Read(ref _items).AsSpan(0, count);
        }
    }

    public void Add(T item) => AddRange(new ReadOnlySpan<T>(in item));

    public void AddRange(ReadOnlySpan<T> items)
    {
        var count = _count;
        if (count + items.Length > _items.Length)
        {
            var grown = new T[Math.Max(count + items.Length, checked(_items.Length * 2))];
            _items.AsSpan(0, count).CopyTo(grown);
            Volatile.Write(ref _items, grown);
        }

        items.CopyTo(_items.AsSpan(count));
        Volatile.Write(ref _count, count + items.Length);
    }
}
