using System.Collections;
using System.Text.RegularExpressions;

namespace GroupChat.Agents.Language.Rules;

/// <summary>Finds what has a form. Of two that overlap, the rule that stands first wins: what can be checked comes first.</summary>
internal static class EntityRules
{
    /// <summary>More are not reported.</summary>
    public const int Most = 1000;

    private static readonly EntityRule[] All = [.. AddressRules.Checked, .. AccountRules.All, .. CalendarRules.All, .. AmountRules.All, .. AddressRules.Loose];

    /// <summary>In the order of the text, without overlaps.</summary>
    public static List<FoundEntity> Find(string text) => Find(text, []);

    /// <param name="text">Any text.</param>
    /// <param name="found">Found before, which win.</param>
    public static List<FoundEntity> Find(string text, IReadOnlyCollection<FoundEntity> found)
    {
        var taken = new BitArray(text.Length);
        var entities = new List<FoundEntity>();
        foreach (var entity in found)
            Take(entity, taken, entities);
        foreach (var rule in All)
        {
            for (var match = rule.Pattern.Match(text); match.Success; match = match.NextMatch())
            {
                if (EntityOf(rule, match, text) is { } entity)
                    Take(entity, taken, entities);
            }
        }
        entities.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        return entities.Count <= Most ? entities : entities[..Most];
    }

    private static FoundEntity? EntityOf(EntityRule rule, Match match, string text)
    {
        if (rule.Read(match.Value) is not { } reading || !StandsAlone(text, match.Index, reading.Length))
            return null;
        return new FoundEntity(rule.Kind, match.Index, reading.Length, reading.Value, reading.Confidence);
    }

    /// <summary>Not the middle of a longer word or number.</summary>
    private static bool StandsAlone(string text, int start, int length)
    {
        var end = start + length;
        return (start == 0 || !IsWord(text[start - 1]) || !(IsWord(text[start]) || text[start] is '@' or '#'))
            && (end == text.Length || !IsWord(text[end]) || !IsWord(text[end - 1]));
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private static void Take(FoundEntity entity, BitArray taken, List<FoundEntity> entities)
    {
        for (var index = entity.Start; index < entity.End; index++)
        {
            if (taken[index])
                return;
        }
        for (var index = entity.Start; index < entity.End; index++)
            taken[index] = true;
        entities.Add(entity);
    }
}
