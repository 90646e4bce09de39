namespace Ayni.Data.Features;

/// <summary>One file of an export.</summary>
/// <param name="Name">Name in the folder.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Columns">Columns of features.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Hash of its bytes, in hexadecimal.</param>
public sealed record FeatureFile(string Name, long Rows, int Columns, long Bytes, string Sha256)
{
    /// <summary>Tells of a file that was written.</summary>
    internal static async Task<FeatureFile> OfAsync(
        string path, long rows, int columns, CancellationToken cancellationToken)
    {
        var digest = await FileDigest.OfAsync(path, cancellationToken);
        return new FeatureFile(Path.GetFileName(path), rows, columns, digest.Bytes, digest.Sha256);
    }
}
