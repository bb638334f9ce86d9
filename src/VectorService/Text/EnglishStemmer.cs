namespace GroupChat.Vectors.Text;

/// <summary>
/// Porter's suffix stripping for English (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980), with
/// his two later departures (-bli, -logi). Words that are not plain a-z, or are shorter than three letters, stay as they are.
/// </summary>
internal static class EnglishStemmer
{
    private static readonly (string Suffix, string Stem)[] DoubleSuffixes =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ];

    private static readonly (string Suffix, string Stem)[] Endings =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    // Longer before shorter where one ends in the other.
    private static readonly string[] Removed =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent",
        "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    // The same few words make up most of every text. What was stemmed last under a number is kept; whoever comes later replaces it.
    private static readonly Stemmed?[] Last = new Stemmed?[1 << 13];

    public static string Stem(string word)
    {
        if (word.Length < 3 || word.AsSpan().ContainsAnyExceptInRange('a', 'z'))
            return word;
        ref var last = ref Last[word.GetHashCode(StringComparison.Ordinal) & (Last.Length - 1)];
        if (Volatile.Read(ref last) is not { } known || known.Word != word)
            Volatile.Write(ref last, known = new(word, Strip(word)));
        return known.Stem;
    }

    private static string Strip(string word)
    {
        var stem = new WordStem(word);
        Plurals(ref stem);
        PastAndGerund(ref stem);
        if (stem.EndsWith("y") && stem.HasVowelBefore(1))
            stem.Replace(1, "i");
        ReplaceFirst(ref stem, DoubleSuffixes);
        ReplaceFirst(ref stem, Endings);
        RemoveEnding(ref stem);
        TidyEnd(ref stem);
        return stem.ToString();
    }

    private static void Plurals(ref WordStem stem)
    {
        if (stem.EndsWith("sses") || stem.EndsWith("ies"))
            stem.Drop(2);
        else if (stem.EndsWith("s") && !stem.EndsWith("ss"))
            stem.Drop(1);
    }

    private static void PastAndGerund(ref WordStem stem)
    {
        if (stem.EndsWith("eed"))
        {
            if (stem.Measure(3) > 0)
                stem.Drop(1);
            return;
        }

        var length = stem.EndsWith("ed") ? 2 : stem.EndsWith("ing") ? 3 : 0;
        if (length == 0 || !stem.HasVowelBefore(length))
            return;
        stem.Drop(length);
        if (stem.EndsWith("at") || stem.EndsWith("bl") || stem.EndsWith("iz"))
            stem.Replace(0, "e");
        else if (stem.EndsInDoubleConsonant && !stem.EndsWith("l") && !stem.EndsWith("s") && !stem.EndsWith("z"))
            stem.Drop(1);
        else if (stem.Measure(0) == 1 && stem.EndsInShortSyllable(0))
            stem.Replace(0, "e");
    }

    private static void ReplaceFirst(ref WordStem stem, (string Suffix, string Stem)[] rules)
    {
        foreach (var (suffix, replacement) in rules)
        {
            if (!stem.EndsWith(suffix))
                continue;
            if (stem.Measure(suffix.Length) > 0)
                stem.Replace(suffix.Length, replacement);
            return;
        }
    }

    private static void RemoveEnding(ref WordStem stem)
    {
        foreach (var suffix in Removed)
        {
            if (!stem.EndsWith(suffix))
                continue;
            var removable = suffix != "ion" || stem.EndsWith("sion") || stem.EndsWith("tion");
            if (removable && stem.Measure(suffix.Length) > 1)
                stem.Drop(suffix.Length);
            return;
        }
    }

    private static void TidyEnd(ref WordStem stem)
    {
        if (stem.EndsWith("e"))
        {
            var measure = stem.Measure(1);
            if (measure > 1 || (measure == 1 && !stem.EndsInShortSyllable(1)))
                stem.Drop(1);
        }

        if (stem.EndsWith("ll") && stem.Measure(1) > 1)
            stem.Drop(1);
    }

    private sealed record Stemmed(string Word, string Stem);
}
