namespace GroupChat.ServiceDefaults.Redis;

/// <summary>Settings under "Redis".</summary>
public sealed class RedisOptions
{
    /// <summary>
    /// Where Redis is, as StackExchange.Redis reads it: <c>host:6379,password=...,ssl=true</c>. Default empty: this process
    /// counts and speaks for itself.
    /// </summary>
    public string Configuration { get; set; } = "";
}
