namespace GroupChat.ServiceDefaults.Identity;

/// <summary>What a user may do on the whole server. The numbers are stored, and are the contract's.</summary>
public enum PlatformRole
{
    /// <summary>What everybody may.</summary>
    User = 1,

    /// <summary>Runs the server.</summary>
    Admin = 2,
}
