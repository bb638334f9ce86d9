using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace GroupChat.Vectors.Files;

/// <summary>A part of a file as memory: read from disk when it is looked at, given up when memory is short. Nobody ends it: it goes
/// when nothing refers to it any more, as <see cref="Dense.Memory.NativeBlock"/> does.</summary>
internal sealed unsafe class MappedSection
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public MappedSection(SafeFileHandle file, SectionPlace place)
    {
        _file = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(place.Offset, place.Length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start + _view.PointerOffset;
    }

    // The handles have critical finalizers, which run after this one.
    ~MappedSection()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.SafeMemoryMappedViewHandle.Dispose();
        _file.SafeMemoryMappedFileHandle.Dispose();
    }

    public byte* Start { get; }
}
