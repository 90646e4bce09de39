namespace Ayni.Data.Import.Files;

/// <summary>
/// A copy on disk of what can be read once only, gone when it is closed: Parquet and workbooks are read from anywhere,
/// and what is looked at before it is imported is read twice.
/// </summary>
internal static class SpooledCopy
{
    private const int BufferBytes = 1 << 16;

    public static FileStream Create() => new(
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName()),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = BufferBytes,
            Options = FileOptions.DeleteOnClose,
        });
}
