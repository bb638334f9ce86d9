namespace GroupChat.Chat.Search.Folding;

/// <summary>Letters and signs that normalization keeps apart and people do not: what keyboards and phones put in their place.</summary>
internal static class LookAlikes
{
    /// <summary>What a lower-case code point stands for; null for itself.</summary>
    public static string? Of(int point) => point switch
    {
        < 0xAB => null,
        'ß' => "ss",
        'æ' => "ae",
        'ø' => "o",
        'đ' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'œ' => "oe",
        'ς' => "σ",
        0x0649 or 0x06CC => "\u064A", // alef maksura, Persian ye
        0x06A9 => "\u0643", // Persian kaf
        '‘' or '’' or '‚' or '‛' or 'ʼ' or '′' => "'",
        '“' or '”' or '„' or '‟' or '″' or '«' or '»' => "\"",
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => "-",
        _ => null,
    };
}
