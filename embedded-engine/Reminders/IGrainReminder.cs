namespace Orleans.Runtime;

/// <summary>A reminder that was registered.</summary>
public interface IGrainReminder
{
    string ReminderName { get; }
}
