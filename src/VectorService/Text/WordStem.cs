namespace GroupChat.Vectors.Text;

/// <summary>The word a stemmer works on, with the questions its rules ask. "Before n" means: without the last n letters.</summary>
internal struct WordStem(string word)
{
    // One letter more than the word: a rule may drop a suffix and then append an e.
    private readonly char[] _letters = [.. word, '\0'];
    private int _length = word.Length;

    public readonly bool EndsInDoubleConsonant => _length > 1 && _letters[_length - 1] == _letters[_length - 2] && IsConsonant(_length - 1);

    public readonly bool EndsWith(string suffix) => _letters.AsSpan(0, _length).EndsWith(suffix);

    public void Drop(int count) => _length -= count;

    public void Replace(int count, string ending)
    {
        _length -= count;
        ending.CopyTo(_letters.AsSpan(_length));
        _length += ending.Length;
    }

    public readonly bool HasVowelBefore(int suffix)
    {
        for (var i = 0; i < _length - suffix; i++)
        {
            if (!IsConsonant(i))
                return true;
        }

        return false;
    }

    /// <summary>How often a vowel is followed by a consonant: Porter's m.</summary>
    public readonly int Measure(int suffix)
    {
        var measure = 0;
        for (var i = 1; i < _length - suffix; i++)
        {
            if (IsConsonant(i) && !IsConsonant(i - 1))
                measure++;
        }

        return measure;
    }

    /// <summary>Consonant, vowel, consonant, and the last is not w, x or y: hop, but not snow.</summary>
    public readonly bool EndsInShortSyllable(int suffix)
    {
        var last = _length - suffix - 1;
        return last >= 2 && IsConsonant(last) && !IsConsonant(last - 1) && IsConsonant(last - 2)
            && _letters[last] is not ('w' or 'x' or 'y');
    }

    public override readonly string ToString() => new(_letters, 0, _length);

    private readonly bool IsConsonant(int i) => _letters[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => i == 0 || !IsConsonant(i - 1),
        _ => true,
    };
}
