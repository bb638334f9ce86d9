namespace GroupChat.Chat.Bus;

/// <summary>Settings under "Redis".</summary>
internal sealed class RedisOptions
{
    /// <summary>
    /// Where Redis is, as StackExchange.Redis reads it: <c>host:6379,password=...,ssl=true</c>. Default empty: this process is told of
    /// no others.
    /// </summary>
    public string Configuration { get; set; } = "";
}
