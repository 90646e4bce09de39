namespace Ayni.Data.Mart.Files;

/// <summary>A column as the manifest lists it.</summary>
/// <param name="Name">Name in the file.</param>
/// <param name="Type">Type, such as <c>string</c> or <c>timestamp[us, UTC]</c>.</param>
/// <param name="Nullable">Whether values may be missing.</param>
public sealed record MartColumnInfo(string Name, string Type, bool Nullable);
