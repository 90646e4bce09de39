namespace Ayni.Testing;

/// <summary>Real data sets beside the checkout, in <c>shared/data</c>; absent on most machines.</summary>
public static class SharedData
{
    /// <summary>Reason to give when a test skips.</summary>
    public const string AbsentReason = "The real data sets (shared/data beside the checkout) are not on this machine.";

    /// <summary>Full path of a file such as <c>gowalla/train.txt.gz</c>; null where it is absent.</summary>
    public static string? Find(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", relativePath);
            if (File.Exists(path))
                return path;
        }

        return null;
    }
}
