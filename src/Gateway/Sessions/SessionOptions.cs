using System.ComponentModel.DataAnnotations;

namespace GroupChat.Gateway.Sessions;

/// <summary>Settings under <c>Sessions</c>.</summary>
internal sealed class SessionOptions
{
    /// <summary>How long an access token works, in minutes. Default 15.</summary>
    [Range(1, 1440)]
    public int AccessTokenMinutes { get; set; } = 15;

    /// <summary>How long a session lives after its last refresh, in days. Default 30.</summary>
    [Range(1, 3650)]
    public int SessionDays { get; set; } = 30;

    /// <summary>How long a refresh token may be used again when its answer got lost, in seconds. Default 60.</summary>
    [Range(0, 600)]
    public int RefreshGraceSeconds { get; set; } = 60;
}
