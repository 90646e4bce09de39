namespace Ayni.Trainer.Tests;

/// <summary>The real data sets, which are not part of the repository.</summary>
internal static class SharedData
{
    public const string AbsentReason = "shared/data is not on this machine";

    /// <summary>Path of a file under shared/data beside the repository; null if it is not there.</summary>
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
