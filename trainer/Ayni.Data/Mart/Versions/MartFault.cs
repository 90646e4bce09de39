namespace Ayni.Data.Mart.Versions;

/// <summary>Something of a mart that is not as its manifest says.</summary>
/// <param name="Path">File, below the mart's folder.</param>
/// <param name="Problem">What is wrong, in words.</param>
public sealed record MartFault(string Path, string Problem);
