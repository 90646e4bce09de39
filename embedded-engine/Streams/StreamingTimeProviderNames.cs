namespace Orleans.Streams;

/// <summary>Key under which streams look up their clock.</summary>
public static class StreamingTimeProviderNames
{
    public const string Streaming = "Orleans.Streaming";
}
