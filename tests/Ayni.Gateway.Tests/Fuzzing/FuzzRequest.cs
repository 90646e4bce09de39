namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>One request as bytes.</summary>
/// <param name="Number">Which one of its seed.</param>
/// <param name="Operation">Method and path of the document, such as <c>GET /v1/users/{id}</c>.</param>
/// <param name="Bytes">Head and body.</param>
/// <param name="IsHttp">False where it breaks HTTP's own rules, so that no path of the gateway need see it.</param>
/// <param name="Ending">What the client does when it has sent them.</param>
internal sealed record FuzzRequest(int Number, string Operation, byte[] Bytes, bool IsHttp, FuzzEnding Ending)
{
    private const int MostShown = 700;
    private const int MostLine = 8 * 1024;

    /// <summary>The server itself refuses such a target: a NUL in it, or longer than its limit of a line.</summary>
    public bool IsRefusedByTheServer
    {
        get
        {
            var line = Bytes.AsSpan(0, Bytes.AsSpan().IndexOf((byte)'\n'));
            return line.Length > MostLine || line.IndexOf("%00"u8) >= 0;
        }
    }

    public override string ToString()
    {
        var text = System.Text.Encoding.Latin1.GetString(Bytes);
        return $"#{Number} {Operation} ({Ending}): {(text.Length > MostShown ? text[..MostShown] + "…" : text)}";
    }
}
