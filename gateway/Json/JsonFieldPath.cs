using System.Text.Json;

namespace Ayni.Gateway.Json;

/// <summary>Names the field a malformed document breaks at.</summary>
internal static class JsonFieldPath
{
    private const string Root = "$";

    /// <summary>Path of the last field (or array element) begun before the document stops being JSON.</summary>
    public static string AtFailure(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var path = new List<PathPart> { new() };
        try
        {
            while (reader.Read())
                Follow(ref reader, path);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Expected: the path so far is the answer.
        }

        return Root + string.Concat(path.Where(part => part.IsArray || part.Name is not null));
    }

    private static void Follow(ref Utf8JsonReader reader, List<PathPart> path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                path[^1].Name = reader.GetString();
                return;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                path.RemoveAt(path.Count - 1);
                return;
        }

        if (path[^1].IsArray)
            path[^1].Index++;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            path.Add(new PathPart { IsArray = reader.TokenType == JsonTokenType.StartArray });
    }

    private sealed class PathPart
    {
        public bool IsArray { get; init; }

        public int Index { get; set; } = -1;

        public string? Name { get; set; }

        public override string ToString() => IsArray ? $"[{Math.Max(Index, 0)}]" : $".{Name}";
    }
}
