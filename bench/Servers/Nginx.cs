namespace GroupChat.Bench.Servers;

/// <summary>Debian's nginx as a gRPC proxy in front of one server: one worker, connections to the server kept open.</summary>
internal static class Nginx
{
    public const string Program = "/usr/sbin/nginx";

    // A single process, so that its processor time is that of the proxy. Limits as far away as they go, no logs.
    public static string Settings(string folder, int port, string target) =>
        $$"""
        daemon off;
        master_process off;
        user root;
        pid {{folder}}/pid;
        error_log stderr error;
        events { worker_connections 4096; }
        http {
          access_log off;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          http2_max_concurrent_streams 1000;
          keepalive_requests 100000000;
          upstream chat { server {{new Uri(target).Authority}}; keepalive 64; keepalive_requests 100000000; }
          server {
            listen 127.0.0.1:{{port}} http2;
            location / { grpc_pass grpc://chat; grpc_read_timeout 1h; grpc_send_timeout 1h; }
          }
        }
        """;
}
