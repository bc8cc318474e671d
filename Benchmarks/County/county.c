// SPDX-License-Identifier: Apache-2.0
// county.c: writes the cells that cells.py has listed with libxlsxwriter, again and again.
//   cc -O2 county.c -o county -lxlsxwriter;  county normal|constant RUNS CELLS OUT.xlsx
// The list is in memory before the clock starts. Constant memory writes rows once, so no merges then.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

typedef struct { char kind; int row, column, style, row2; double number; char *text, *result; } Line;
typedef struct { char *face, *format; double size; int bold, color, fill, border, align, wrap, indent; } Look;

static Line *lines;
static Look *looks;
static size_t count, look_count;
static char *cursor;

static char *field(void) {
  char *start = cursor, *to = cursor;
  for (; *cursor && *cursor != '\t' && *cursor != '\n'; cursor++) {
    if (*cursor != '\\') { *to++ = *cursor; continue; }
    cursor++;
    *to++ = *cursor == 't' ? '\t' : *cursor == 'n' ? '\n' : *cursor;
  }
  char end = *cursor;
  if (end) cursor++;
  *to = 0;
  if (end == '\n') cursor[-1] = 0;
  return start;
}

static int whole(void) { return atoi(field()); }

static void read_look(void) {
  if (look_count % 256 == 0) looks = realloc(looks, (look_count + 256) * sizeof *looks);
  Look *look = &looks[look_count++];
  look->face = field(); look->size = atof(field()); look->bold = whole(); look->color = whole();
  look->fill = whole(); look->border = whole(); look->align = whole(); look->wrap = whole();
  look->indent = whole(); look->format = field();
}

static void read_line(void) {
  char kind = *field();
  if (kind == 'F') { read_look(); return; }
  if (count % 65536 == 0) lines = realloc(lines, (count + 65536) * sizeof *lines);
  Line *line = &lines[count++];
  memset(line, 0, sizeof *line);
  line->kind = kind;
  switch (kind) {
  case 'S': line->text = field(); return;
  case 'W': line->column = whole(); line->number = atof(field()); return;
  case 'R': line->row = whole(); line->number = atof(field()); return;
  case 'M': line->row = whole(); line->column = whole(); line->row2 = whole(); line->style = whole(); return;
  }
  line->row = whole(); line->column = whole(); line->style = whole();
  if (kind == 'N') line->number = atof(field());
  if (kind == 'T') line->text = field();
  if (kind == 'A' || kind == 'G') { line->text = field(); line->number = atof(field()); }
  if (kind == 'H') { line->text = field(); line->result = field(); }
}

static lxw_format *make(lxw_workbook *book, const Look *look) {
  lxw_format *format = workbook_add_format(book);
  format_set_font_name(format, look->face);
  format_set_font_size(format, look->size);
  if (look->bold) format_set_bold(format);
  format_set_font_color(format, look->color);
  if (look->fill >= 0) format_set_bg_color(format, look->fill);
  if (look->border) format_set_border(format, LXW_BORDER_THIN);
  format_set_align(format, look->align);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (look->wrap) format_set_text_wrap(format);
  if (look->indent) format_set_indent(format, look->indent);
  format_set_num_format(format, look->format);
  return format;
}

static lxw_error write(const char *path, int constant) {
  lxw_workbook_options options = {.constant_memory = constant};
  lxw_workbook *book = workbook_new_opt(path, &options);
  lxw_format **formats = malloc(look_count * sizeof *formats);
  for (size_t i = 0; i < look_count; i++) formats[i] = make(book, &looks[i]);
  lxw_worksheet *sheet = NULL;
  for (size_t i = 0; i < count; i++) {
    const Line *line = &lines[i];
    lxw_row_t row = line->row;
    lxw_col_t column = line->column;
    lxw_format *format = line->kind >= 'A' && strchr("ABGHNT", line->kind) ? formats[line->style] : NULL;
    switch (line->kind) {
    case 'S': sheet = workbook_add_worksheet(book, line->text); break;
    case 'W': worksheet_set_column(sheet, column, column, line->number, NULL); break;
    case 'R': if (!constant) worksheet_set_row(sheet, row, line->number, NULL); break;
    case 'M': if (!constant) worksheet_merge_range(sheet, row, column, line->row2, line->style, "", NULL); break;
    case 'B': worksheet_write_blank(sheet, row, column, format); break;
    case 'N': worksheet_write_number(sheet, row, column, line->number, format); break;
    case 'T': worksheet_write_string(sheet, row, column, line->text, format); break;
    case 'G': worksheet_write_formula_num(sheet, row, column, line->text, format, line->number); break;
    case 'H': worksheet_write_formula_str(sheet, row, column, line->text, format, line->result); break;
    case 'A': worksheet_write_array_formula_num(sheet, row, column, row, column, line->text, format, line->number); break;
    }
  }
  free(formats);
  return workbook_close(book);
}

static double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return a < b ? -1 : a > b;
}

int main(int argc, char **argv) {
  if (argc != 5) return 64;
  FILE *file = fopen(argv[3], "rb");
  if (!file) return 66;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  cursor = malloc(size + 1);
  if (fread(cursor, 1, size, file) != (size_t)size) return 66;
  cursor[size] = 0;
  while (*cursor) read_line();
  int runs = atoi(argv[2]) > 0 ? atoi(argv[2]) : 1, constant = !strcmp(argv[1], "constant");
  double *times = malloc(runs * sizeof *times);
  for (int i = 0; i < runs; i++) {
    double start = seconds();
    lxw_error error = write(argv[4], constant);
    if (error) { fprintf(stderr, "%s\n", lxw_strerror(error)); return 1; }
    times[i] = seconds() - start;
  }
  qsort(times, runs, sizeof *times, ascending);
  size_t cells = 0;
  for (size_t i = 0; i < count; i++) cells += strchr("ABGHNT", lines[i].kind) != NULL;
  printf("%zu cells, %zu formats, %d runs: median %.3f s cpu\n", cells, look_count, runs, times[runs / 2]);
  return 0;
}
