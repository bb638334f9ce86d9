using System.ComponentModel.DataAnnotations;

namespace GroupChat.Agents.Language;

/// <summary>Settings under "Language".</summary>
internal sealed class LanguageOptions
{
    /// <summary>The model that does language tasks, by its id; default empty: the first generative one, or rules.</summary>
    [StringLength(128)]
    public string Model { get; set; } = "";

    /// <summary>Time for one task, a second attempt included, in seconds. Default 60.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Tasks that models do at the same time; more are refused. Default 4.</summary>
    [Range(1, 256)]
    public int MaxConcurrentTasks { get; set; } = 4;
}
