namespace GroupChat.Agents.Models.Files;

/// <summary>A file that is wanted.</summary>
/// <param name="ModelId">Its id when it is here.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Sha256">What it must be, 64 lower-case hexadecimal digits.</param>
internal sealed record DownloadWish(string ModelId, Uri Url, string Sha256);
