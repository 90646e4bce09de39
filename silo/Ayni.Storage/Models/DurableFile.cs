using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Ayni.Storage.Models;

/// <summary>Files and folders that survive a power failure once these calls return.</summary>
internal static class DurableFile
{
    /// <summary>Creates a file and flushes its content to the disk.</summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous, content.Length);
        await RandomAccess.WriteAsync(file, content, 0, cancellationToken).ConfigureAwait(false);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Creates a folder and those above it, and flushes the folder each new one is named in.</summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path))
            return;
        var parent = Path.GetDirectoryName(path);
        if (parent is not null)
            CreateDirectory(parent);
        Directory.CreateDirectory(path);
        if (parent is not null)
            FlushDirectory(parent);
    }

    /// <summary>
    /// Flushes the names in a folder. NTFS journals them by itself and .NET has no call for it, so elsewhere than on
    /// Windows this goes to the C library.
    /// </summary>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = NativeMethods.Open(path, NativeMethods.ReadOnly);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == NativeMethods.NoSuchEntry)
                return; // A delete removed the folder: its names are gone with it.
            throw new IOException($"Cannot open the folder {path} to flush it: {new Win32Exception(error).Message}");
        }

        try
        {
            if (NativeMethods.Flush(descriptor) != 0)
                throw new IOException(
                    $"Cannot flush the folder {path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }
        finally
        {
            _ = NativeMethods.Close(descriptor);
        }
    }

    private static class NativeMethods
    {
        public const int ReadOnly = 0;
        public const int NoSuchEntry = 2;

        [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Flush(int descriptor);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int descriptor);
    }
}
