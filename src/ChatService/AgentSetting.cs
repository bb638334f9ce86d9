using System.ComponentModel.DataAnnotations;

namespace GroupChat.Chat;

/// <summary>An agent that joins new rooms.</summary>
internal sealed class AgentSetting
{
    /// <summary>What people write after "@": 1 to 32 of a-z, 0-9 and "-".</summary>
    [Required]
    [RegularExpression("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")]
    public string Handle { get; set; } = "";

    /// <summary>Name shown beside its messages, 1 to 128 characters.</summary>
    [Required]
    [StringLength(128)]
    public string Name { get; set; } = "";
}
