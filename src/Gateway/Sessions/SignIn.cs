namespace GroupChat.Gateway.Sessions;

/// <summary>How a session came to be. The numbers are stored, and are the contract's.</summary>
internal enum SignIn
{
    Anonymous = 1,
    Password = 2,
    Provider = 3,
}
