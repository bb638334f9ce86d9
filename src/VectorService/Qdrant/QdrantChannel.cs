using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GroupChat.ServiceDefaults.Hosting;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace GroupChat.Vectors.Qdrant;

/// <summary>Opens the channel to a Qdrant server.</summary>
internal static class QdrantChannel
{
    /// <summary>A batch of 1,000 points with the longest texts and payloads fits.</summary>
    private const int MaxMessage = 128 << 20;

    /// <summary>What a call may keep for a further attempt: a usual batch.</summary>
    private const int MaxKept = 16 << 20;

    /// <exception cref="StartupError">The file of the authorities cannot be used.</exception>
    public static GrpcChannel Open(QdrantOptions options) => GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
    {
        HttpHandler = Handler(options),
        DisposeHttpClient = true,
        MaxReceiveMessageSize = MaxMessage,
        MaxSendMessageSize = null,
        MaxRetryBufferPerCallSize = MaxKept,
        MaxRetryBufferSize = 4 * MaxKept,
        ServiceConfig = options.Retries == 0 ? null : new() { MethodConfigs = { Again(options.Retries) } },
    });

    /// <summary>The key, from where the settings say.</summary>
    /// <exception cref="StartupError">Its file cannot be read.</exception>
    public static string KeyOf(QdrantOptions options)
    {
        if (options.ApiKeyFile.Length == 0)
            return options.ApiKey;
        var key = Read("ApiKeyFile", () => File.ReadAllText(options.ApiKeyFile)).Trim();
        return key.Length > 0 && key.All(static letter => letter is > ' ' and <= '~')
            ? key
            : throw new StartupError("Vectors:Qdrant:ApiKeyFile", "the file must have a key of printable ASCII without spaces");
    }

    // All but deleting a collection: by the second time another may have its name.
    private static MethodConfig Again(int retries) => new()
    {
        Names =
        {
            new() { Service = "qdrant.Qdrant" },
            new() { Service = "qdrant.Points" },
            new() { Service = "qdrant.Collections", Method = "Get" },
            new() { Service = "qdrant.Collections", Method = "List" },
            new() { Service = "qdrant.Collections", Method = "Create" },
        },
        RetryPolicy = new()
        {
            MaxAttempts = retries + 1,
            InitialBackoff = TimeSpan.FromMilliseconds(100),
            MaxBackoff = TimeSpan.FromSeconds(2),
            BackoffMultiplier = 2,
            RetryableStatusCodes = { StatusCode.Unavailable },
        },
    };

    private static SocketsHttpHandler Handler(QdrantOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(20),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            UseProxy = false,
        };
        if (options.Authority.Length > 0)
            handler.SslOptions.CertificateChainPolicy = Trusting(options.Authority);
        return handler;
    }

    private static X509ChainPolicy Trusting(string path)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        Read("Authority", () =>
        {
            policy.CustomTrustStore.ImportFromPemFile(path);
            return policy;
        });
        return policy;
    }

    private static T Read<T>(string setting, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartupError($"Vectors:Qdrant:{setting}", $"the file cannot be used: {error.Message}", error);
        }
    }
}
